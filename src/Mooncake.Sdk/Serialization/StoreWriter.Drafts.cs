using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mooncake.Serialization.CompilerServices;

namespace Mooncake.Serialization;

/// <content>Values of drafts: everything but the payload, which is in its place already.</content>
public ref partial struct StoreWriter
{
    /// <summary>The size of a draft's payload in bytes, or -1 if the value is not a draft's.</summary>
    private readonly unsafe long DraftPayloadBytes => _draft is null ? -1 : _draft->PayloadBytes;

    /// <summary>True if the member that follows is the payload of a draft.</summary>
    /// <param name="depth">The level of the draft's value: 1 if values of its type can contain objects, otherwise 0.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly unsafe bool IsDraft(int depth) => _draft is not null && _depth == depth;

    /// <summary>
    /// Writes the length of a draft's payload, moves what was written to the payload's start, and continues after the payload.
    /// </summary>
    /// <returns>False if the rest does not fit.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public unsafe bool TryPlacePayload()
    {
        if (!TryWriteLength(_draft->Elements))
        {
            return false;
        }

        int before = _written;
        byte* start = _draft->Payload - before;
        MemoryMarshal.CreateReadOnlySpan(ref _start, before).CopyTo(new Span<byte>(start, before));
        _draft->Before = before;
        _start = ref *start;
        _written = before + _draft->PayloadBytes;
        _length = _written + _draft->Room;
        return true;
    }

    /// <summary>A writer of a draft's value.</summary>
    /// <param name="place">Where the object lies; must outlive the writer.</param>
    /// <param name="parts">The bytes that MemoryPack wrote while the value was measured, or null.</param>
    internal static unsafe StoreWriter OfDraft(DraftPlace* place, MeasuredParts? parts)
    {
        StoreWriter writer = new(new Span<byte>(place->Payload - place->Room, place->Room), crc: 0, NotSumming, parts);
        writer._draft = place;
        return writer;
    }
}
