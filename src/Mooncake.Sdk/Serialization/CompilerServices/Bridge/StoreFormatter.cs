using System.Buffers;
using System.Runtime.InteropServices;
using CommunityToolkit.HighPerformance.Buffers;
using MemoryPack;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// Lets MemoryPack serialize what a codec of this SDK encodes: stored types, and shapes that MemoryPack has no formatter for.
/// </summary>
/// <typeparam name="T">The type.</typeparam>
/// <typeparam name="TCodec">How its values are encoded.</typeparam>
internal sealed class StoreFormatter<T, TCodec> : MemoryPackFormatter<T>, IStoreFormatter
    where TCodec : struct, IStoreCodec<T>
{
    private const int FirstWindow = 4096;

    /// <inheritdoc/>
    public override void Serialize<TBufferWriter>(ref MemoryPackWriter<TBufferWriter> writer, scoped ref T? value)
    {
        int depth = NestedCall.Current.Depth;
        StoreSizer sizer = StoreSizer.Recording(depth);
        try
        {
            if (!TCodec.TryMeasure(ref sizer, in value!))
            {
                throw new StoreFormatException(sizer.Error, typeof(T));
            }

            if (sizer.Size > Array.MaxLength)
            {
                throw new StoreFormatException(StoreErrorCode.ObjectTooLarge, typeof(T));
            }

            int size = (int)sizer.Size;
            StoreWriter inner = new(MemoryMarshal.CreateSpan(ref writer.GetSpanReference(size), size), depth, sizer.Parts);
            if (!TCodec.TryWrite(ref inner, in value!) || !inner.TryFinish())
            {
                throw new StoreFormatException(inner.Error, typeof(T));
            }

            writer.Advance(size);
        }
        finally
        {
            sizer.Parts?.Return();
        }
    }

    /// <inheritdoc/>
    public override void Deserialize(ref MemoryPackReader reader, scoped ref T? value)
    {
        reader.GetRemainingSource(out ReadOnlySpan<byte> bytes, out ReadOnlySequence<byte> segments);
        StoreErrorCode error = segments.IsEmpty ? TryRead(bytes, out value, out int size) : TryRead(segments, out value, out size);
        if (error != StoreErrorCode.Ok)
        {
            throw new StoreFormatException(error, typeof(T));
        }

        // Takes the bytes in two steps: only asking for them makes a reader of several segments move on to the next.
        _ = reader.GetSpanReference(size);
        reader.Advance(size);
    }

    private static StoreErrorCode TryRead(ReadOnlySpan<byte> bytes, out T? value, out int size)
    {
        StoreReader inner = new(bytes, NestedCall.Current);
        bool isRead = TCodec.TryRead(ref inner, out T read);
        value = read;
        size = inner.Position;
        return isRead ? StoreErrorCode.Ok : inner.Error;
    }

    // How long the value is shows only in reading it, so it is tried with more and more of what is there.
    private static StoreErrorCode TryRead(ReadOnlySequence<byte> segments, out T? value, out int size)
    {
        for (long window = FirstWindow; ; window *= 2)
        {
            int length = (int)Math.Min(Math.Min(window, segments.Length), Array.MaxLength);
            using SpanOwner<byte> bytes = SpanOwner<byte>.Allocate(length);
            segments.Slice(0, length).CopyTo(bytes.Span);
            StoreErrorCode error = TryRead(bytes.Span, out value, out size);
            if (error == StoreErrorCode.Ok || length == segments.Length || length == Array.MaxLength)
            {
                return error;
            }
        }
    }
}
