namespace Mooncake.Durable.Engine;

/// <summary>Writes the totals, which changes nothing, to find out whether writes succeed.</summary>
internal sealed class CheckOperation : WriteOperation
{
    /// <summary>0, or the negative code of the failure.</summary>
    internal int Answer { get; private set; } = (int)StoreErrorCode.InternalError;

    /// <inheritdoc/>
    internal override void Apply(WriteGroup group) => group.AddTotals(this);

    /// <inheritdoc/>
    internal override void Settle(int answer) => Answer = answer;
}
