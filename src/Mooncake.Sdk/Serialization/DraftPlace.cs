namespace Mooncake.Serialization;

/// <summary>Where the object of a draft lies: the payload has a fixed place, and what is written before it ends at its start.</summary>
/// <param name="payload">The first byte of the payload.</param>
/// <param name="payloadBytes">The size of the payload in bytes.</param>
/// <param name="elements">The number of elements of the payload.</param>
/// <param name="room">The bytes available before the payload, and after it.</param>
internal unsafe struct DraftPlace(byte* payload, int payloadBytes, int elements, int room)
{
    /// <summary>The first byte of the payload.</summary>
    internal byte* Payload { get; } = payload;

    /// <summary>The size of the payload in bytes.</summary>
    internal int PayloadBytes { get; } = payloadBytes;

    /// <summary>The number of elements of the payload.</summary>
    internal int Elements { get; } = elements;

    /// <summary>The bytes available before the payload, and after it.</summary>
    internal int Room { get; } = room;

    /// <summary>The bytes of the object before the payload, once they are written.</summary>
    internal int Before { get; set; }
}
