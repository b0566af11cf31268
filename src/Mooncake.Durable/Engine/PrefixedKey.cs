using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Mooncake.Durable.Engine;

/// <summary>
/// A key of the families of data and expiry: eight bytes in big-endian order, so that numbers sort, and the object's key behind them. Lies
/// on the caller's stack if it is short, else in memory of its own, which <see cref="Dispose"/> frees.
/// </summary>
internal readonly unsafe ref struct PrefixedKey
{
    /// <summary>The bytes before the object's key.</summary>
    internal const int PrefixLength = sizeof(ulong);

    /// <summary>The room that the caller offers on its stack.</summary>
    internal const int StackRoom = 256;

    private readonly bool _isOwned;

    /// <summary>Writes a key.</summary>
    /// <param name="room"><see cref="StackRoom"/> bytes that stay valid as long as the key.</param>
    /// <param name="number">The number in front.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="length">Its length in bytes.</param>
    internal PrefixedKey(byte* room, ulong number, byte* key, int length)
    {
        Length = (nuint)(PrefixLength + length);
        _isOwned = Length > StackRoom;
        Bytes = _isOwned ? (byte*)NativeMemory.Alloc(Length) : room;
        WriteNumber(Bytes, number);
        Buffer.MemoryCopy(key, Bytes + PrefixLength, length, length);
    }

    /// <summary>The key.</summary>
    internal byte* Bytes { get; }

    /// <summary>Its length in bytes.</summary>
    internal nuint Length { get; }

    /// <summary>Writes the number that comes in front.</summary>
    internal static void WriteNumber(byte* bytes, ulong number) =>
        BinaryPrimitives.WriteUInt64BigEndian(new Span<byte>(bytes, PrefixLength), number);

    /// <summary>Reads the number in front.</summary>
    internal static ulong ReadNumber(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64BigEndian(bytes);

    /// <summary>Frees memory that the stack had no room for.</summary>
    internal void Dispose()
    {
        if (_isOwned)
        {
            NativeMemory.Free(Bytes);
        }
    }
}
