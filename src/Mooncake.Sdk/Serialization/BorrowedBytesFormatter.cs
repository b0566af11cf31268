using System.ComponentModel;
using System.Runtime.InteropServices;
using MemoryPack;

namespace Mooncake.Serialization;

/// <summary>
/// Writes bytes as MemoryPack does. Reads them as a slice of the lease from which the value is read. Reads a copy if there is no lease, or
/// if the reader's bytes are not those of the lease (for example, bytes that another formatter has decompressed). See
/// <see cref="StoreBorrowedAttribute"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BorrowedBytesFormatter : IMemoryPackFormatter<ReadOnlyMemory<byte>>, IMemoryPackFormatter<Memory<byte>>
{
    internal static readonly BorrowedBytesFormatter Instance = new();

    private BorrowedBytesFormatter()
    {
    }

    /// <inheritdoc/>
    public void Serialize<TBufferWriter>(ref MemoryPackWriter<TBufferWriter> writer, scoped ref ReadOnlyMemory<byte> value)
        where TBufferWriter : System.Buffers.IBufferWriter<byte> => writer.WriteUnmanagedSpan(value.Span);

    /// <inheritdoc/>
    public void Serialize<TBufferWriter>(ref MemoryPackWriter<TBufferWriter> writer, scoped ref Memory<byte> value)
        where TBufferWriter : System.Buffers.IBufferWriter<byte> => writer.WriteUnmanagedSpan((ReadOnlySpan<byte>)value.Span);

    /// <inheritdoc/>
    public void Deserialize(ref MemoryPackReader reader, scoped ref ReadOnlyMemory<byte> value) => value = Read(ref reader);

    /// <inheritdoc/>
    public void Deserialize(ref MemoryPackReader reader, scoped ref Memory<byte> value) => value = MemoryMarshal.AsMemory(Read(ref reader));

    private static ReadOnlyMemory<byte> Read(ref MemoryPackReader reader)
    {
        if (!reader.TryReadCollectionHeader(out int length) || length == 0)
        {
            return default;
        }

        if (length < 0)
        {
            throw new MemoryPackSerializationException($"{length} is not a valid length.");
        }

        ref byte start = ref reader.GetSpanReference(length);
        if (!LentMemory.TryBorrow(ref start, length, out ReadOnlyMemory<byte> memory))
        {
            byte[] copy = GC.AllocateUninitializedArray<byte>(length);
            MemoryMarshal.CreateReadOnlySpan(ref start, length).CopyTo(copy);
            memory = copy;
        }

        reader.Advance(length);
        return memory;
    }
}
