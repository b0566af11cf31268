namespace Mooncake.Durable.Caching;

/// <summary>
/// Counts the changes of the keys that fall into one stripe, so that a slow read cannot put an old object into the memory tier.
/// </summary>
/// <remarks>
/// A change counts twice: before its batch is written, and after. In between, nothing is put into the tier. A read that began before a
/// change or during one therefore finds another count at its end, and leaves the tier alone.
/// </remarks>
internal sealed class ChangeStripe
{
    /// <summary>Held while the tier's objects of the stripe change.</summary>
    internal readonly Lock Gate = new();

    private long _count;
    private int _underWay;

    /// <summary>The changes so far. Read before the database is.</summary>
    internal long Count => Volatile.Read(ref _count);

    /// <summary>A change of a key of the stripe begins. Needs the gate.</summary>
    internal void Begin()
    {
        Volatile.Write(ref _count, _count + 1);
        _underWay++;
    }

    /// <summary>A change has ended: the database shows it, or it was not made. Needs the gate.</summary>
    internal void End()
    {
        Volatile.Write(ref _count, _count + 1);
        _underWay--;
    }

    /// <summary>True if what was read since a count was taken is still what the database holds. Needs the gate.</summary>
    internal bool IsUnchangedSince(long count) => _underWay == 0 && _count == count;
}
