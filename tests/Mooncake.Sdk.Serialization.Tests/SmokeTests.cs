using Mooncake.Sdk.Serialization.Tests.Support;

namespace Mooncake.Sdk.Serialization.Tests;

[StoreObject]
public sealed partial record Small(string Name, string? Email, int Age, long Balance, Guid Id, bool Flag, DayOfWeek Day, byte[]? Data, ReadOnlyMemory<byte> Payload, Inner? Inner, DateTimeOffset When);

[StoreObject]
public sealed partial class Inner
{
    public int X { get; set; }

    public Inner? Next { get; set; }

    public string[]? Names { get; set; }

    public int? Maybe { get; set; }
}

public class SmokeTests
{
    [Fact]
    public void Small_RoundTrips()
    {
        Small value = new("n", null, 3, 4, Guid.NewGuid(), true, DayOfWeek.Friday, [1, 2], new byte[] { 3, 4 }, new Inner { X = 3, Names = ["a"], Maybe = 4, Next = new() }, DateTimeOffset.UnixEpoch);
        byte[] bytes = Codec.Write(value);
        Small read = Codec.Read<Small>(bytes)!;
        Assert.Equal(bytes, Codec.Write(read));
        Assert.Equal("a", read.Inner!.Names![0]);
    }
}
