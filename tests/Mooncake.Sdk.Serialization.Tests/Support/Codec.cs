using Mooncake.Serialization;

namespace Mooncake.Sdk.Serialization.Tests.Support;

/// <summary>Both ways through a type's serializer, with the passes checked against each other.</summary>
internal static class Codec
{
    /// <summary>Writes a value into exactly the bytes that it was measured to take.</summary>
    internal static byte[] Write<T>(T? value)
        where T : IStoreObject<T>
    {
        StoreSizer sizer = default;
        Assert.True(T.TryMeasure(ref sizer, in value), $"measure: {sizer.Error}");
        byte[] bytes = new byte[sizer.Size];
        bytes.AsSpan().Fill(0xcc);
        StoreWriter writer = new(bytes);
        Assert.True(T.TryWrite(ref writer, in value), $"write: {writer.Error}");
        Assert.True(writer.TryFinish(), "the write pass left bytes that the size pass counted");
        return bytes;
    }

    /// <summary>Reads a value out of copied memory; all bytes have to be used.</summary>
    internal static T? Read<T>(ReadOnlySpan<byte> bytes)
        where T : IStoreObject<T>
    {
        StoreReader reader = StoreReader.Copying(bytes);
        Assert.True(T.TryRead(ref reader, out T? value), $"read: {reader.Error}");
        Assert.Equal(0, reader.Remaining);
        return value;
    }

    /// <summary>Tries to read; answers why not, or <see cref="StoreErrorCode.Ok"/>.</summary>
    internal static StoreErrorCode TryRead<T>(ReadOnlySpan<byte> bytes, out T? value)
        where T : IStoreObject<T>
    {
        StoreReader reader = StoreReader.Copying(bytes);
        bool isRead = T.TryRead(ref reader, out value);
        Assert.Equal(isRead, reader.Error == StoreErrorCode.Ok);
        return reader.Error;
    }

    /// <summary>Tries to write; answers why not, or <see cref="StoreErrorCode.Ok"/>.</summary>
    internal static StoreErrorCode TryWrite<T>(T? value)
        where T : IStoreObject<T>
    {
        StoreSizer sizer = default;
        if (!T.TryMeasure(ref sizer, in value))
        {
            return sizer.Error;
        }

        StoreWriter writer = new(new byte[sizer.Size]);
        return T.TryWrite(ref writer, in value) && writer.TryFinish() ? StoreErrorCode.Ok : writer.Error;
    }
}
