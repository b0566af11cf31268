namespace Mooncake.Keys;

/// <summary>Writes keys as the ABI takes them.</summary>
internal static class KeyFormat
{
    /// <summary>Writes a key and the NUL behind it.</summary>
    /// <param name="key">The parts.</param>
    /// <param name="room">The destination; one byte of it is the NUL's.</param>
    /// <param name="length">The key's length in bytes, NUL not counted.</param>
    /// <returns><see cref="StoreErrorCode.Ok"/>, or why the key cannot be written.</returns>
    internal static StoreErrorCode Into<TKey>(in TKey key, Span<byte> room, out int length)
        where TKey : struct, IStoreKey<TKey>
    {
        KeyWriter writer = new(room[..^1]);
        if (!TKey.TryFormat(ref writer, in key))
        {
            length = 0;
            return writer.Error;
        }

        length = writer.Written;
        room[length] = 0;
        return StoreErrorCode.Ok;
    }
}
