namespace Mooncake.Testing;

/// <summary>A set of calls of a <see cref="Mooncake.Backends.StoreBackend"/>, to which a rule, a counter or a latency applies.</summary>
[Flags]
public enum StoreCalls
{
    /// <summary>No call.</summary>
    None = 0,

    /// <summary><c>Setup</c>.</summary>
    Setup = 1 << 0,

    /// <summary><c>HealthCheck</c>.</summary>
    HealthCheck = 1 << 1,

    /// <summary><c>GetHostname</c>.</summary>
    GetHostname = 1 << 2,

    /// <summary><c>Put</c>.</summary>
    Put = 1 << 3,

    /// <summary><c>PutFrom</c>.</summary>
    PutFrom = 1 << 4,

    /// <summary><c>BatchPutFrom</c>.</summary>
    BatchPutFrom = 1 << 5,

    /// <summary><c>GetInto</c>.</summary>
    GetInto = 1 << 6,

    /// <summary><c>BatchGetInto</c>.</summary>
    BatchGetInto = 1 << 7,

    /// <summary><c>IsExist</c>.</summary>
    IsExist = 1 << 8,

    /// <summary><c>BatchIsExist</c>.</summary>
    BatchIsExist = 1 << 9,

    /// <summary><c>GetSize</c>.</summary>
    GetSize = 1 << 10,

    /// <summary><c>Remove</c>.</summary>
    Remove = 1 << 11,

    /// <summary><c>RemoveByRegex</c>, also that of <c>IBulkRemover</c>; the pattern takes the place of its key.</summary>
    RemoveByRegex = 1 << 12,

    /// <summary><c>RemoveAll</c>, and <c>IBulkRemover.RemoveByPrefix</c> with an empty prefix.</summary>
    RemoveAll = 1 << 13,

    /// <summary><c>RegisterBuffer</c>.</summary>
    RegisterBuffer = 1 << 14,

    /// <summary><c>UnregisterBuffer</c>.</summary>
    UnregisterBuffer = 1 << 15,

    /// <summary><c>Dispose</c>.</summary>
    Dispose = 1 << 16,

    /// <summary><c>IConditionalWriter.PutIf</c>.</summary>
    PutIf = 1 << 17,

    /// <summary><c>IConditionalWriter.GetVersioned</c>.</summary>
    GetVersioned = 1 << 18,

    /// <summary><c>IConditionalWriter.Take</c>.</summary>
    Take = 1 << 19,

    /// <summary><c>IExpiry.GetExpiry</c>.</summary>
    GetExpiry = 1 << 20,

    /// <summary><c>IExpiry.SetExpiry</c>.</summary>
    SetExpiry = 1 << 21,

    /// <summary><c>IKeyScanner.ScanKeys</c>.</summary>
    ScanKeys = 1 << 22,

    /// <summary><c>IKeyScanner.CountKeys</c>.</summary>
    CountKeys = 1 << 23,

    /// <summary><c>IKeyScanner.RandomKey</c>.</summary>
    RandomKey = 1 << 24,

    /// <summary><c>IStatisticsSource.GetStatistics</c>.</summary>
    GetStatistics = 1 << 25,

    /// <summary><c>IBulkRemover.RemoveByPrefix</c>; the prefix takes the place of its key.</summary>
    RemoveByPrefix = 1 << 26,

    /// <summary><c>IKeyScanner.FloorKey</c>.</summary>
    FloorKey = 1 << 27,

    /// <summary>The calls that store objects.</summary>
    Puts = Put | PutFrom | BatchPutFrom | PutIf,

    /// <summary>The calls that return an object's bytes.</summary>
    Gets = GetInto | BatchGetInto | GetVersioned | Take,

    /// <summary>The calls that remove objects.</summary>
    Removals = Remove | RemoveByRegex | RemoveByPrefix | RemoveAll | Take,

    /// <summary>The calls for many items.</summary>
    Batches = BatchPutFrom | BatchGetInto | BatchIsExist,

    /// <summary>The calls for objects: each costs a round trip on a cluster.</summary>
    Objects =
        Puts | Gets | IsExist | BatchIsExist | GetSize | Removals | GetExpiry | SetExpiry | ScanKeys | CountKeys | RandomKey | FloorKey,

    /// <summary>Every call.</summary>
    All = Objects | Setup | HealthCheck | GetHostname | RegisterBuffer | UnregisterBuffer | Dispose | GetStatistics,
}
