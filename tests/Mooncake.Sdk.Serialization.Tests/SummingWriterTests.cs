using Mooncake.Integrity;
using Mooncake.Sdk.Serialization.Tests.Support;
using Mooncake.Serialization;

namespace Mooncake.Sdk.Serialization.Tests;

[StoreObject]
public sealed partial record Bulk(string Name, byte[] First, Stack<byte[]> Stack, float[] Second, string Tail);

/// <summary>The CRC that is taken while writing is that of the bytes, however they were written.</summary>
public class SummingWriterTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(70_000)]
    public void Sum_OfWhatWasWritten_IsTheCrcOfTheBytes(int size)
    {
        byte[] noise = new byte[size];
        new Random(size).NextBytes(noise);
        Bulk value = new("bulk", noise, new Stack<byte[]>([noise, [1], noise]), new float[size], "tail");
        byte[] plain = Codec.Write(value);

        byte[] bytes = new byte[plain.Length];
        StoreWriter writer = StoreWriter.WithParts(bytes, crc: 77, isSumming: true, parts: null);
        Assert.True(TryWrite(ref writer, value) && writer.TryFinish());
        Assert.Equal(plain, bytes);
        Assert.Equal(Crc32C.Append(77, plain), writer.FinishSum());
    }

    private static bool TryWrite<T>(ref StoreWriter writer, T value)
        where T : IStoreObject<T>
    {
        return T.TryWrite(ref writer, in value);
    }
}
