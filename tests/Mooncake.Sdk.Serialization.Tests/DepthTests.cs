using Mooncake.Sdk.Serialization.Tests.Support;
using Vec;

namespace Mooncake.Sdk.Serialization.Tests;

[StoreObject]
public sealed partial class WideNode
{
    public FloatBlock16 Block { get; set; }

    public List<WideNode>? Children { get; set; }
}

/// <summary>Nesting is bounded in all passes, by the format's limit and by the stack that is there.</summary>
public class DepthTests
{
    private const int Deepest = 998;
    private const int SmallStack = 256 * 1024;

    [Fact]
    public void Chain_AtTheLimit_IsWrittenAndRead()
    {
        byte[] bytes = Codec.Write(Build.Deep(Deepest));
        Assert.Equal(bytes, Codec.Write(Codec.Read<DeepNode>(bytes)));
    }

    [Fact]
    public void Chain_BeyondTheLimit_IsRefusedInWriting()
    {
        Assert.Equal(StoreErrorCode.DepthExceeded, Codec.TryWrite(Build.Deep(Deepest + 1)));
    }

    [Fact]
    public void Chain_BeyondTheLimit_IsRefusedInReading()
    {
        byte[] bytes = [.. Enumerable.Repeat<byte[]>([2, 1, 0, 0, 0], Deepest + 1).SelectMany(static unit => unit), 0xff];
        Assert.Equal(StoreErrorCode.MalformedDepth, Codec.TryRead(bytes, out DeepNode? _));
    }

    [Fact]
    public void Siblings_AreNotCountedAsLevels()
    {
        TreeNode tree = new() { Children = [.. Enumerable.Range(0, 5000).Select(static _ => new TreeNode { Children = [] })] };
        Assert.Equal(5000, Codec.Read<TreeNode>(Codec.Write(tree))!.Children!.Count);
    }

    [Fact]
    public void Chain_OnASmallStack_EndsInAnErrorNotInACrash()
    {
        WideNode chain = new();
        for (int i = 1; i < Deepest; i++)
        {
            chain = new WideNode { Children = [chain] };
        }

        byte[] bytes = Codec.Write(chain);
        StoreErrorCode read = default;
        StoreErrorCode written = default;
        Thread thread = new(
            () =>
            {
                read = Codec.TryRead(bytes, out WideNode? _);
                written = Codec.TryWrite(chain);
            },
            SmallStack);
        thread.Start();
        thread.Join();
        Assert.True(read is StoreErrorCode.Ok or StoreErrorCode.MalformedDepth, read.ToString());
        Assert.True(written is StoreErrorCode.Ok or StoreErrorCode.DepthExceeded, written.ToString());
    }
}
