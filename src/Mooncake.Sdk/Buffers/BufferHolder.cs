namespace Mooncake.Buffers;

/// <summary>What one tag holds of a pool.</summary>
/// <param name="Tag">Who holds it, and what for.</param>
/// <param name="Count">Number of buffers.</param>
/// <param name="Bytes">Bytes of their blocks.</param>
internal readonly record struct BufferHolder(RentalTag Tag, int Count, long Bytes)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Count} for {Tag} ({Bytes} bytes)";
}
