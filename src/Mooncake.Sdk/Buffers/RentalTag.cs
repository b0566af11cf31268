namespace Mooncake.Buffers;

/// <summary>Who rents a buffer, and what for: what disposal and the statistics name when a buffer does not come back.</summary>
/// <param name="Operation">The operation that the buffer serves.</param>
/// <param name="Owner">The set or the component that rents, such as "KvBlocks"; a string that lives anyway, never one made for the rental.</param>
internal readonly record struct RentalTag(StoreOperation Operation, string? Owner)
{
    /// <inheritdoc/>
    public override string ToString() => Owner is null ? Operation.ToString() : $"{Operation} '{Owner}'";
}
