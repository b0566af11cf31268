namespace Mooncake.Buffers;

/// <summary>The buffers of a pool with the same tag.</summary>
/// <param name="Tag">The holder and the purpose.</param>
/// <param name="Count">Number of buffers.</param>
/// <param name="Bytes">Bytes of their blocks.</param>
internal readonly record struct BufferHolder(RentalTag Tag, int Count, long Bytes)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Count} for {Tag} ({Bytes} bytes)";
}
