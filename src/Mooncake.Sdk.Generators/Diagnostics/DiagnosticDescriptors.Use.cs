using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Diagnostics;

/// <summary>Rules for the use of the SDK: 0500 to 0899.</summary>
internal static partial class DiagnosticDescriptors
{
    private const string UseCategory = "Mooncake.Use";

    /// <summary>See docs/rules/MOON0500.md.</summary>
    public static readonly DiagnosticDescriptor IgnoredResult = Warning(
        DiagnosticIds.IgnoredResult,
        UseCategory,
        "Result of a store operation is ignored",
        "Nothing looks at the {1} of '{0}', so a failure goes unnoticed; check it, throw on failure, or discard it with '_ =' where a failure does not matter");

    /// <summary>See docs/rules/MOON0501.md.</summary>
    public static readonly DiagnosticDescriptor UncheckedValue = Warning(
        DiagnosticIds.UncheckedValue,
        UseCategory,
        "Value of a result is read without a check",
        "'Value' of '{0}' throws where the object is missing or the operation failed, and nothing here asks first; use TryGetValue, or GetValueOrThrow to say that throwing is meant");

    /// <summary>See docs/rules/MOON0502.md.</summary>
    public static readonly DiagnosticDescriptor ProbedRead = Warning(
        DiagnosticIds.ProbedRead,
        UseCategory,
        "Existence is asked for before reading",
        "'{0}' and then '{1}' are two round trips where one does: the read itself says whether the object is there; read at once and use TryGetValue");

    /// <summary>See docs/rules/MOON0503.md.</summary>
    public static readonly DiagnosticDescriptor SingleCallInLoop = Warning(
        DiagnosticIds.SingleCallInLoop,
        UseCategory,
        "Single operations are awaited one by one in a loop",
        "'{0}' is awaited for one item after the other; '{1}' handles all of them in batch calls, which may be many times as fast");

    /// <summary>See docs/rules/MOON0504.md.</summary>
    public static readonly DiagnosticDescriptor UndisposedLease = Warning(
        DiagnosticIds.UndisposedLease,
        UseCategory,
        "Lease is never disposed",
        "The lease '{0}' is not disposed here, so its registered memory stays taken until the store closes; declare it with 'using'");

    /// <summary>See docs/rules/MOON0505.md.</summary>
    public static readonly DiagnosticDescriptor UsedAfterDisposal = Warning(
        DiagnosticIds.UsedAfterDisposal,
        UseCategory,
        "Lease, buffer or store is used after its disposal",
        "'{0}' was disposed above, so '{1}' throws ObjectDisposedException; use it before the disposal, or dispose it later");

    /// <summary>See docs/rules/MOON0506.md.</summary>
    public static readonly DiagnosticDescriptor EscapingLeaseMemory = Warning(
        DiagnosticIds.EscapingLeaseMemory,
        UseCategory,
        "Memory of a lease outlives the lease",
        "'{0}' points into memory of the lease and is {1}, where it may be used after the lease has ended; copy the bytes with ToArray(), or read with GetAsync, whose values are the caller's");

    /// <summary>See docs/rules/MOON0507.md.</summary>
    public static readonly DiagnosticDescriptor BlockingCall = Warning(
        DiagnosticIds.BlockingCall,
        UseCategory,
        "Thread is blocked until a store operation ends",
        "'{0}' blocks the thread until '{1}' is done, which can starve the thread pool or deadlock; {2}");

    /// <summary>See docs/rules/MOON0508.md.</summary>
    public static readonly DiagnosticDescriptor UndisposedStore = Warning(
        DiagnosticIds.UndisposedStore,
        UseCategory,
        "Store is never disposed",
        "The store '{0}' is not disposed here, so it never leaves the cluster nor gives its memory back; declare it with 'await using'");

    /// <summary>See docs/rules/MOON0509.md.</summary>
    public static readonly DiagnosticDescriptor StoreOpenedPerCall = Warning(
        DiagnosticIds.StoreOpenedPerCall,
        UseCategory,
        "Store may be opened over and over",
        "'OpenAsync' may run once for each {0}; opening joins the cluster and registers memory, so open one store, share it (it is thread-safe) and dispose it at the end");

    /// <summary>See docs/rules/MOON0510.md.</summary>
    public static readonly DiagnosticDescriptor InvalidPattern = Error(
        DiagnosticIds.InvalidPattern,
        UseCategory,
        "Regular expression is not one that the store reads",
        "The pattern '{0}' is not ECMAScript as the store reads it, and the call will fail: {1}");

    /// <summary>See docs/rules/MOON0511.md.</summary>
    public static readonly DiagnosticDescriptor PatternMatchesEverything = Warning(
        DiagnosticIds.PatternMatchesEverything,
        UseCategory,
        "Regular expression matches every key",
        "The pattern '{0}' matches every key, so every object of the cluster is removed; call RemoveAllAsync if that is meant, or name what the keys begin with");

    /// <summary>See docs/rules/MOON0512.md.</summary>
    public static readonly DiagnosticDescriptor UnanchoredPattern = Warning(
        DiagnosticIds.UnanchoredPattern,
        UseCategory,
        "Regular expression matches anywhere in a key",
        "The pattern '{0}' matches anywhere in a key and may remove objects that are not meant; begin it with '^'");

    /// <summary>See docs/rules/MOON0513.md.</summary>
    public static readonly DiagnosticDescriptor ForcedRemoveAll = Warning(
        DiagnosticIds.ForcedRemoveAll,
        UseCategory,
        "Every object of the cluster is removed by force",
        "'{0}' with force removes every object of the whole cluster, whoever stored it, under its readers; leave 'force' out, or remove by prefix");

    /// <summary>See docs/rules/MOON0514.md.</summary>
    public static readonly DiagnosticDescriptor SoftAndHardPin = Warning(
        DiagnosticIds.SoftAndHardPin,
        UseCategory,
        "Soft and hard pin are both set",
        "'{0}' has no effect beside 'HardPin': an object that is pinned hard is never evicted; keep the one that is meant");

    /// <summary>See docs/rules/MOON0515.md.</summary>
    public static readonly DiagnosticDescriptor UndisposedBuffer = Warning(
        DiagnosticIds.UndisposedBuffer,
        UseCategory,
        "Registered buffer is never disposed",
        "The buffer '{0}' is not disposed here, so its memory stays registered until the store closes and allocated until the process ends; declare it with 'using'");

    /// <summary>See docs/rules/MOON0516.md.</summary>
    public static readonly DiagnosticDescriptor HandWrittenKey = Warning(
        DiagnosticIds.HandWrittenKey,
        UseCategory,
        "Key of a stored type is put together by hand",
        "This key has the form of '{0}', the template of '{1}'; parts put in by hand are not escaped and objects get no trailer, so use the typed set, or '{1}Key' for the key's text");

    /// <summary>See docs/rules/MOON0517.md.</summary>
    public static readonly DiagnosticDescriptor ImpossibleStatus = Warning(
        DiagnosticIds.ImpossibleStatus,
        UseCategory,
        "Result never has the status that is asked for",
        "'{0}' never matches, because '{1}' ends as {2}; use '{3}'");

    /// <summary>See docs/rules/MOON0518.md.</summary>
    public static readonly DiagnosticDescriptor InvalidConnectionString = Warning(
        DiagnosticIds.InvalidConnectionString,
        UseCategory,
        "Connection string cannot be read",
        "The connection string '{0}' cannot be read, so no store is opened: {1}");
}
