// Fixed buffers, volatile fields and inline arrays.
// hushed: CS0420
// with: unsafe
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreObject]
public unsafe partial struct Buffers
{
    public fixed short Numbers[3];
    public volatile int Volatile;
    public byte Last;
}

[InlineArray(4)]
public struct Four
{
    private int _first;
}

[StoreObject]
public sealed partial class Holder
{
    public volatile string? Text;
    public volatile bool Flag;
    public volatile int Number;
    public Buffers Buffers;
    public Four Four;
}

public static class Case
{
    public static unsafe Task RunAsync(RoundTrip check)
    {
        Holder value = new() { Text = "t", Flag = true, Number = 1 };
        value.Buffers.Numbers[2] = 3;
        value.Buffers.Volatile = 4;
        value.Four[3] = 5;
        Holder read = check.Value(value);
        check.Same(("t", true, 1), (read.Text, read.Flag, read.Number));
        check.Same(3, read.Buffers.Numbers[2]);
        check.Same((4, 5), (read.Buffers.Volatile, read.Four[3]));
        return Task.CompletedTask;
    }
}
