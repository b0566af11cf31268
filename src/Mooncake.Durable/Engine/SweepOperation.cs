namespace Mooncake.Durable.Engine;

/// <summary>
/// Removes what has expired, one batch of it. Reports no failure: what could not be removed stays expired, and the next sweep tries again.
/// </summary>
internal sealed class SweepOperation : WriteOperation
{
    /// <summary>True if the batch was removed, and there may be more.</summary>
    internal bool HasMore { get; private set; }

    /// <inheritdoc/>
    internal override void Apply(WriteGroup group)
    {
        bool hasMore = group.SweepExpired(WriteGroup.MostSwept);
        HasMore = group.Commit() && hasMore;
    }

    /// <inheritdoc/>
    internal override void Settle(int answer)
    {
    }
}
