using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Diagnostics;

/// <summary>Rules for the use of the SDK: 0500 to 0899.</summary>
internal static partial class DiagnosticDescriptors
{
    private const string UsageCategory = "Mooncake.Usage";

    /// <summary>See docs/rules/MOON0500.md.</summary>
    public static readonly DiagnosticDescriptor IgnoredResult = Warning(
        DiagnosticIds.IgnoredResult,
        UsageCategory,
        "Result of a store operation is ignored",
        "Nothing checks the {1} of '{0}', so a failure goes unnoticed; check it, throw on failure, or discard it with '_ =' if a failure does not matter");

    /// <summary>See docs/rules/MOON0502.md.</summary>
    public static readonly DiagnosticDescriptor ProbedRead = Warning(
        DiagnosticIds.ProbedRead,
        UsageCategory,
        "Existence is checked before reading",
        "'{0}' and then '{1}' take two round trips, and the read itself reports a missing object; read directly and use TryGetValue");

    /// <summary>See docs/rules/MOON0503.md.</summary>
    public static readonly DiagnosticDescriptor SingleCallInLoop = Warning(
        DiagnosticIds.SingleCallInLoop,
        UsageCategory,
        "Operations are awaited one by one in a loop",
        "'{0}' is awaited for one item after another; use '{1}', which handles all items in batch calls and can be many times faster");

    /// <summary>See docs/rules/MOON0504.md.</summary>
    public static readonly DiagnosticDescriptor UndisposedLease = Warning(
        DiagnosticIds.UndisposedLease,
        UsageCategory,
        "Lease or draft is never disposed",
        "The {0} '{1}' is not disposed here, so its registered memory stays in use until the store closes; declare it with 'using'");

    /// <summary>See docs/rules/MOON0505.md.</summary>
    public static readonly DiagnosticDescriptor UsedAfterDisposal = Warning(
        DiagnosticIds.UsedAfterDisposal,
        UsageCategory,
        "Lease, buffer or store is used after disposal",
        "'{0}' was disposed above, so '{1}' throws ObjectDisposedException; use it before the disposal, or dispose it later");

    /// <summary>See docs/rules/MOON0506.md.</summary>
    public static readonly DiagnosticDescriptor EscapingLeaseMemory = Warning(
        DiagnosticIds.EscapingLeaseMemory,
        UsageCategory,
        "Memory of a lease outlives the lease",
        "'{0}' points to memory of the lease and is {1}, where it may be used after the lease has ended; copy the bytes with ToArray(), or read with GetAsync, whose values own their memory");

    /// <summary>See docs/rules/MOON0507.md.</summary>
    public static readonly DiagnosticDescriptor BlockingCall = Warning(
        DiagnosticIds.BlockingCall,
        UsageCategory,
        "Thread blocks on a store operation",
        "'{0}' blocks the thread until '{1}' completes, which can starve the thread pool or deadlock; {2}");

    /// <summary>See docs/rules/MOON0508.md.</summary>
    public static readonly DiagnosticDescriptor UndisposedStore = Warning(
        DiagnosticIds.UndisposedStore,
        UsageCategory,
        "Store is never disposed",
        "The store '{0}' is not disposed here, so it neither leaves the cluster nor releases its memory; declare it with 'await using'");

    /// <summary>See docs/rules/MOON0509.md.</summary>
    public static readonly DiagnosticDescriptor StoreOpenedPerCall = Warning(
        DiagnosticIds.StoreOpenedPerCall,
        UsageCategory,
        "Store may be opened repeatedly",
        "A store may be opened once per {0}; opening joins the cluster and registers memory, so open one store, share it (it is thread-safe) and dispose it at the end");

    /// <summary>See docs/rules/MOON0510.md.</summary>
    public static readonly DiagnosticDescriptor InvalidPattern = Error(
        DiagnosticIds.InvalidPattern,
        UsageCategory,
        "Regular expression is not supported by the store",
        "The store does not support the pattern '{0}', so the call will fail: {1}");

    /// <summary>See docs/rules/MOON0511.md.</summary>
    public static readonly DiagnosticDescriptor PatternMatchesEverything = Warning(
        DiagnosticIds.PatternMatchesEverything,
        UsageCategory,
        "Regular expression matches every key",
        "The pattern '{0}' matches every key, so every object of the cluster is removed; call RemoveAllAsync if that is intended, or anchor the pattern to a prefix");

    /// <summary>See docs/rules/MOON0512.md.</summary>
    public static readonly DiagnosticDescriptor UnanchoredPattern = Warning(
        DiagnosticIds.UnanchoredPattern,
        UsageCategory,
        "Regular expression matches anywhere in a key",
        "The pattern '{0}' matches anywhere in a key and may remove unintended objects; start it with '^'");

    /// <summary>See docs/rules/MOON0513.md.</summary>
    public static readonly DiagnosticDescriptor ForcedRemoveAll = Warning(
        DiagnosticIds.ForcedRemoveAll,
        UsageCategory,
        "Every object of the cluster is removed by force",
        "'{0}' with force removes every object of the cluster, including those that other clients stored or are reading; omit the options, or remove by prefix");

    /// <summary>See docs/rules/MOON0514.md.</summary>
    public static readonly DiagnosticDescriptor SoftAndHardPin = Warning(
        DiagnosticIds.SoftAndHardPin,
        UsageCategory,
        "Soft and hard pin are both set",
        "'{0}' has no effect with 'HardPin', because a hard-pinned object is never evicted; keep the intended pin");

    /// <summary>See docs/rules/MOON0515.md.</summary>
    public static readonly DiagnosticDescriptor UndisposedBuffer = Warning(
        DiagnosticIds.UndisposedBuffer,
        UsageCategory,
        "Registered buffer is never disposed",
        "The buffer '{0}' is not disposed here, so its memory stays registered until the store closes and allocated until the process ends; declare it with 'using'");

    /// <summary>See docs/rules/MOON0516.md.</summary>
    public static readonly DiagnosticDescriptor HandWrittenKey = Warning(
        DiagnosticIds.HandWrittenKey,
        UsageCategory,
        "Key of a stored type is built by hand",
        "This raw key matches the template '{0}' of '{1}', but its parts are not escaped, and objects stored under it have no checksum; use the typed set, or build the key with '{1}Key'");

    /// <summary>See docs/rules/MOON0517.md.</summary>
    public static readonly DiagnosticDescriptor ImpossibleStatus = Warning(
        DiagnosticIds.ImpossibleStatus,
        UsageCategory,
        "Result never has the checked status",
        "'{0}' never matches, because the result of '{1}' is always {2}; use '{3}'");

    /// <summary>See docs/rules/MOON0518.md.</summary>
    public static readonly DiagnosticDescriptor InvalidConnectionString = Warning(
        DiagnosticIds.InvalidConnectionString,
        UsageCategory,
        "Connection string is not valid",
        "The connection string '{0}' is not valid: {1}");

    /// <summary>See docs/rules/MOON0519.md.</summary>
    public static readonly DiagnosticDescriptor TypeWithoutDrafts = Error(
        DiagnosticIds.TypeWithoutDrafts,
        UsageCategory,
        "There are no drafts of this type",
        "There are no drafts of '{0}', because {1}; use PutAsync");

    /// <summary>See docs/rules/MOON0520.md.</summary>
    public static readonly DiagnosticDescriptor CopiedPayload = Suggestion(
        DiagnosticIds.CopiedPayload,
        UsageCategory,
        "Value could be read without a copy",
        "'{0}' is copied to a new array that this method does not keep; for large values, 'GetLeaseAsync' avoids the array");
}
