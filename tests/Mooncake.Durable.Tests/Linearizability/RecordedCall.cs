namespace Mooncake.Durable.Tests.Linearizability;

/// <summary>What a call does.</summary>
internal enum CallKind
{
    PutIfAbsent,
    Get,
    GetVersioned,
    Exists,
    Remove,
    Replace,
    ReplaceIfUnchanged,
    Take,
    SetExpiry,
}

/// <summary>One call about one key, and its answer.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Started">The timestamp before the call.</param>
/// <param name="Ended">The timestamp after it.</param>
/// <param name="Value">The value that it writes; 0 for none.</param>
/// <param name="Expected">The version that it asks for; 0 for none.</param>
/// <param name="Answer">The code, or the size.</param>
/// <param name="Seen">The value that it returned; 0 for none.</param>
/// <param name="Version">The version that it returned; 0 for none.</param>
internal sealed record RecordedCall(
    CallKind Kind, long Started, long Ended, int Value, ulong Expected, long Answer, int Seen, ulong Version)
{
    /// <summary>
    /// True if the process was killed before the call had an answer: it may have happened, at any time until then, or not. Versions are not
    /// compared in a history with such calls.
    /// </summary>
    internal bool IsOpen { get; init; }
}
