namespace Mooncake.Records;

/// <summary>
/// Numbers the stored types of the process in the order of their first use, so that a session finds the state of one by index.
/// </summary>
internal static class RecordSlots
{
    private static int _taken;

    /// <summary>The number of a type that has none yet.</summary>
    internal static int Take() => Interlocked.Increment(ref _taken) - 1;
}
