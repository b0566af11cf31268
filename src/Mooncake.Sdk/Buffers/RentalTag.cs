namespace Mooncake.Buffers;

/// <summary>The holder of a buffer and the purpose: disposal and statistics report them for buffers that are not returned.</summary>
/// <param name="Operation">The operation that the buffer serves.</param>
/// <param name="Owner">The set or component that rents, such as "KvBlocks"; an existing string, never one created for the rental.</param>
internal readonly record struct RentalTag(StoreOperation Operation, string? Owner)
{
    /// <inheritdoc/>
    public override string ToString() => Owner is null ? Operation.ToString() : $"{Operation} '{Owner}'";
}
