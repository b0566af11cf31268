using Mooncake.Serialization;

namespace Mooncake.Sdk.MemoryPackInterop.Tests;

/// <summary>Calls the emitted code of a type.</summary>
internal static class StoreSerializer
{
    /// <summary>Writes a value; null if it cannot be written.</summary>
    internal static byte[]? Write<T>(T? value)
        where T : IStoreObject<T>
    {
        StoreSizer sizer = default;
        if (!T.TryMeasure(ref sizer, in value))
        {
            return null;
        }

        byte[] bytes = new byte[sizer.Size];
        StoreWriter writer = new(bytes);
        return T.TryWrite(ref writer, in value) && writer.TryFinish() ? bytes : null;
    }

    /// <summary>Reads a value.</summary>
    internal static T? Read<T>(byte[] bytes)
        where T : IStoreObject<T>
    {
        StoreReader reader = StoreReader.Copying(bytes);
        Assert.True(T.TryRead(ref reader, out T? value), $"read: {reader.Error}");
        Assert.Equal(0, reader.Remaining);
        return value;
    }
}
