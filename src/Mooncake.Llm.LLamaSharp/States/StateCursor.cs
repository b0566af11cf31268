using System.Buffers.Binary;

namespace Mooncake.Llm.LLamaSharp.States;

/// <summary>Reads numbers from the bytes of a state. After the end, numbers are 0 and <see cref="HasFailed"/> is true.</summary>
/// <param name="bytes">The state.</param>
internal ref struct StateCursor(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>True if more was asked for than there is.</summary>
    internal bool HasFailed { get; private set; }

    /// <summary>True if everything was read.</summary>
    internal readonly bool IsAtEnd => !HasFailed && _rest.IsEmpty;

    /// <summary>The next 32 bits.</summary>
    internal uint ReadUInt32() => TrySkip(sizeof(uint), out ReadOnlySpan<byte> read) ? BinaryPrimitives.ReadUInt32LittleEndian(read) : 0;

    /// <summary>The next 32 bits, signed.</summary>
    internal int ReadInt32() => (int)ReadUInt32();

    /// <summary>The next 64 bits.</summary>
    internal ulong ReadUInt64() => TrySkip(sizeof(ulong), out ReadOnlySpan<byte> read) ? BinaryPrimitives.ReadUInt64LittleEndian(read) : 0;

    /// <summary>Skips bytes.</summary>
    internal void Skip(UInt128 count) => TrySkip(count, out _);

    private bool TrySkip(UInt128 count, out ReadOnlySpan<byte> skipped)
    {
        if (HasFailed || count > (uint)_rest.Length)
        {
            HasFailed = true;
            skipped = default;
            return false;
        }

        skipped = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return true;
    }
}
