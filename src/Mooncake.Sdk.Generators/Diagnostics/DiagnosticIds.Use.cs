namespace Mooncake.Sdk.Generators.Diagnostics;

/// <summary>Rules for the use of the SDK: 0500 to 0899.</summary>
internal static partial class DiagnosticIds
{
    /// <summary>The result of an operation is thrown away.</summary>
    public const string IgnoredResult = "MOON0500";

    /// <summary>An object is asked for its existence before it is read.</summary>
    public const string ProbedRead = "MOON0502";

    /// <summary>Single puts or gets are awaited one by one in a loop.</summary>
    public const string SingleCallInLoop = "MOON0503";

    /// <summary>A lease or a draft is never disposed.</summary>
    public const string UndisposedLease = "MOON0504";

    /// <summary>A lease, a buffer or a store is used after its disposal.</summary>
    public const string UsedAfterDisposal = "MOON0505";

    /// <summary>Memory of a lease is kept beyond the lease.</summary>
    public const string EscapingLeaseMemory = "MOON0506";

    /// <summary>A thread is blocked until an asynchronous operation ends.</summary>
    public const string BlockingCall = "MOON0507";

    /// <summary>A store is never disposed.</summary>
    public const string UndisposedStore = "MOON0508";

    /// <summary>A store is opened for each item or request.</summary>
    public const string StoreOpenedPerCall = "MOON0509";

    /// <summary>A regular expression is not one that the store reads.</summary>
    public const string InvalidPattern = "MOON0510";

    /// <summary>A regular expression matches every key.</summary>
    public const string PatternMatchesEverything = "MOON0511";

    /// <summary>A regular expression matches anywhere in a key.</summary>
    public const string UnanchoredPattern = "MOON0512";

    /// <summary>Every object of the cluster is removed under its readers.</summary>
    public const string ForcedRemoveAll = "MOON0513";

    /// <summary>An object is pinned softly and hard at once.</summary>
    public const string SoftAndHardPin = "MOON0514";

    /// <summary>A registered buffer is never disposed.</summary>
    public const string UndisposedBuffer = "MOON0515";

    /// <summary>A key is put together by hand although a stored type has its template.</summary>
    public const string HandWrittenKey = "MOON0516";

    /// <summary>A result is asked for an end that its operation never has.</summary>
    public const string ImpossibleStatus = "MOON0517";

    /// <summary>A constant connection string cannot be read.</summary>
    public const string InvalidConnectionString = "MOON0518";

    /// <summary>A draft is created of a type that has no payload for it.</summary>
    public const string TypeWithoutDrafts = "MOON0519";

    /// <summary>A value is copied although only its bytes are looked at.</summary>
    public const string CopiedPayload = "MOON0520";
}
