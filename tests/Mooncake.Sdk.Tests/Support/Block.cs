namespace Mooncake.Support;

/// <summary>A record of varying size, with a checksum.</summary>
[StoreKey("block/{Model}/{Layer:D3}/{Id:x16}")]
public sealed partial record Block(string Model, int Layer, ulong Id, ReadOnlyMemory<byte> Payload)
{
    /// <summary>One whose content follows from its number.</summary>
    internal static Block Numbered(ulong id, int payloadBytes = 100)
    {
        byte[] payload = new byte[payloadBytes];
        new Random((int)id).NextBytes(payload);
        return new Block("model", Layer: 3, id, payload);
    }

    /// <summary>True if two have the same members, payload included.</summary>
    internal bool IsSameAs(Block other) =>
        (Model, Layer, Id) == (other.Model, other.Layer, other.Id) && Payload.Span.SequenceEqual(other.Payload.Span);
}
