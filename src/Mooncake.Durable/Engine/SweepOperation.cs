namespace Mooncake.Durable.Engine;

/// <summary>
/// Removes what has expired. Reports no failure: what could not be removed stays expired, and the next sweep tries again.
/// </summary>
internal sealed class SweepOperation : WriteOperation
{
    /// <inheritdoc/>
    internal override void Apply(WriteGroup group)
    {
        while (group.SweepExpired(WriteGroup.MostSwept))
        {
            group.Commit();
        }
    }

    /// <inheritdoc/>
    internal override void Settle(int answer)
    {
    }
}
