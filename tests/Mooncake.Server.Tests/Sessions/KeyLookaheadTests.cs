using System.Text;
using Mooncake.Backends;
using Mooncake.Server.Sessions;
using Mooncake.Server.Tests.Support;

namespace Mooncake.Server.Tests.Sessions;

/// <summary>What a session looks at in a pipeline before it carries the commands out.</summary>
public sealed unsafe class KeyLookaheadTests : IInPlaceReader
{
    private readonly List<string> _keys = [];

    [Fact]
    public void Lookahead_OverAPipeline_FindsTheKeys()
    {
        Assert.Equal(3, Look(Frames.Of("GET", "a") + Frames.Of("SET", "bc", "value") + Frames.Of("MGET", "d", "e")));
        Assert.Equal(["a", "bc", "d"], _keys);
    }

    [Fact]
    public void Lookahead_OverCommandsWithoutKeys_CountsThem()
    {
        Assert.Equal(2, Look(Frames.Of("PING") + Frames.Of("GET", "")));
        Assert.Empty(_keys);
    }

    [Fact]
    public void Lookahead_OfAFrameThatHasNotArrivedWhole_StopsBeforeIt()
    {
        string second = Frames.Of("SET", "k", "value");
        for (int length = 0; length < second.Length; length++)
        {
            _keys.Clear();
            Assert.Equal(1, Look(Frames.Of("GET", "a") + second[..length]));
            Assert.Equal(["a"], _keys);
        }
    }

    [Theory]
    [InlineData("PING\r\n")]
    [InlineData("*1\r\n:1\r\n")]
    [InlineData("*-1\r\n")]
    [InlineData("*2\n$3\r\nGET\r\n")]
    [InlineData("*\r\n")]
    [InlineData("*99999999999\r\n$1\r\na\r\n")]
    [InlineData("*2\r\n$2147483647\r\na\r\n")]
    [InlineData("*2\r\n$-1\r\n")]
    public void Lookahead_OfAnUnusualFrame_StopsBeforeIt(string frame)
    {
        Assert.Equal(1, Look(Frames.Of("GET", "a") + frame + Frames.Of("GET", "b")));
        Assert.Equal(["a"], _keys);
    }

    [Fact]
    public void Lookahead_OverALongPipeline_IsBounded()
    {
        Assert.Equal(32, Look(string.Concat(Enumerable.Repeat(Frames.Of("GET", "a"), 100))));
        Assert.Equal(32, _keys.Count);
    }

    [Fact]
    public void Lookahead_OfALongKey_LeavesItOut()
    {
        Assert.Equal(2, Look(Frames.Of("ECHO", new string('x', 100_000)) + Frames.Of("GET", "a")));
        Assert.Equal(["a"], _keys);
    }

    long IInPlaceReader.View(byte* key, int keyLength, out ObjectView view) => throw new NotSupportedException();

    void IInPlaceReader.EndView(nint token) => throw new NotSupportedException();

    void IInPlaceReader.Prefetch(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, bool values)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            _keys.Add(Encoding.Latin1.GetString(new ReadOnlySpan<byte>((void*)keys[i], keyLengths[i])));
        }
    }

    // The bytes end with an array, so that reading beyond them is reading garbage at least.
    private int Look(string input)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(input);
        fixed (byte* data = bytes)
        {
            return new KeyLookahead(this).Prefetch(data, bytes.Length, values: true);
        }
    }
}
