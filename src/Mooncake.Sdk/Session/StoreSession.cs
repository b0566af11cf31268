using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Mooncake.Administration;
using Mooncake.Backends;
using Mooncake.Buffers;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Observability;
using Mooncake.Operations;
using Mooncake.Pipeline;
using Mooncake.Raw;
using Mooncake.Records;

namespace Mooncake.Session;

/// <summary>The state of an open store: the backend, the registered buffers, and the state of each stored type.</summary>
internal sealed partial class StoreSession
{
    private readonly Lock _lifecycle = new();
    private object?[] _access = [];
    private readonly CallPool<BatchCall> _batchCalls = new();
    private readonly Deadlines _deadlines;
    private readonly long _timeoutTicks;
    private readonly ISpaceReporter? _space;
    private volatile SessionState _state = SessionState.Open;

    /// <summary>Takes ownership of an opened backend.</summary>
    /// <param name="options">The frozen options.</param>
    /// <param name="backend">A backend that is set up; disposed by the session.</param>
    /// <param name="hostname">The name under which other clients reach this one.</param>
    internal StoreSession(MooncakeStoreOptions options, StoreBackend backend, string hostname)
        : this(options, backend)
    {
        Hostname = hostname;
        OpenSessions.Add(this);
        Log.Opened(Logger, options.Engine, hostname);
    }

    private StoreSession(MooncakeStoreOptions options, StoreBackend backend)
    {
        Options = options;
        Backend = backend;
        BulkRemover = backend.GetCapability<IBulkRemover>();
        ConditionalWriter = backend.GetCapability<IConditionalWriter>();
        Expiry = backend.GetCapability<IExpiry>();
        KeyScanner = backend.GetCapability<IKeyScanner>();
        AdminPort = options.Engine == StoreEngine.Cluster ? AdminPort.Of(options) : null;
        Statistics = backend.GetCapability<IStatisticsSource>();
        _space = backend.GetCapability<ISpaceReporter>();
        Telemetry = new StoreTelemetry(options);
        Logger = options.LoggerFactory is { } factory ? new GuardedLogger(factory.CreateLogger(Log.Category)) : NullLogger.Instance;
        _deadlines = new Deadlines(options.TimeProvider);
        Pipeline = backend.Traits.RoundTripIsFree
            ? null
            : new StorePipeline(backend, options, _deadlines, Telemetry.Calls, Logger, OnReachabilityChanged);
        Pool = new RegisteredBufferPool(
            backend, options.BufferPool ?? BufferPoolOptions.Of(options.Pool), options.TimeProvider, _deadlines.Schedule);
        _deadlines.Attach(Pool);
        Releases = new BufferReleases(backend, Alarms, options.TimeProvider, options.OperationTimeout);
        _timeoutTicks = Timestamps.TicksOf(options.TimeProvider, options.OperationTimeout);
    }

    /// <summary>The options, frozen.</summary>
    internal MooncakeStoreOptions Options { get; }

    /// <summary>The engine.</summary>
    internal StoreBackend Backend { get; }

    /// <summary>The engine's removals by prefix; null if it has none.</summary>
    internal IBulkRemover? BulkRemover { get; }

    /// <summary>The engine's conditional writes; null if it has none.</summary>
    internal IConditionalWriter? ConditionalWriter { get; }

    /// <summary>The engine's expiry; null if its objects cannot expire.</summary>
    internal IExpiry? Expiry { get; }

    /// <summary>The engine's lists of keys; null if it has none.</summary>
    internal IKeyScanner? KeyScanner { get; }

    /// <summary>The master's HTTP port; null on other engines, and if the options name none.</summary>
    internal AdminPort? AdminPort { get; }

    /// <summary>The engine's statistics; null if it has none.</summary>
    internal IStatisticsSource? Statistics { get; }

    /// <summary>Metrics and spans.</summary>
    internal StoreTelemetry Telemetry { get; }

    /// <summary>The logger; never throws.</summary>
    internal ILogger Logger { get; }

    /// <summary>The registered buffers of operations.</summary>
    internal RegisteredBufferPool Pool { get; }

    /// <summary>
    /// The maximum number of bytes of one native call of a batch, unless a single item has more: <see cref="BatchLimits.Bytes"/>, or half
    /// of a pool that is smaller than two of them, because one call is prepared while another is in progress.
    /// </summary>
    internal int BatchBytes => (int)Math.Min(BatchLimits.Bytes, Pool.MaxBytes / 2);

    /// <summary>
    /// The pipeline to a backend with a costly round trip; null if operations run synchronously on the caller's thread.
    /// </summary>
    internal StorePipeline? Pipeline { get; }

    /// <summary>The name under which other clients reach this one.</summary>
    internal string Hostname { get; } = "";

    /// <summary>Pooled arguments of native calls for many items.</summary>
    internal BatchArgumentsPool Batches { get; } = new();

    /// <summary>Objects without a type.</summary>
    internal RawAccess Raw => field ??= new RawAccess(this);

    /// <summary>
    /// The deadline of an operation that starts now, as a timestamp; 0 if operations run synchronously on the caller's thread.
    /// </summary>
    internal long DeadlineFromNow => Pipeline?.DeadlineFromNow ?? 0;

    /// <summary>
    /// The deadline of an operation with several steps that starts now, as a timestamp: a batch, a wait for a lease or for a buffer. All of
    /// its steps have this one deadline.
    /// </summary>
    internal long LimitFromNow => Options.TimeProvider.GetTimestamp() + _timeoutTicks;

    /// <summary>True once a deadline has passed.</summary>
    internal bool HasPassed(long deadline) => Options.TimeProvider.GetTimestamp() >= deadline;

    /// <summary>The threads for the later steps of operations.</summary>
    internal ContinuationThreads Threads { get; } = new();

    /// <summary>One-off callbacks at a time, on the thread that keeps deadlines.</summary>
    internal Alarms Alarms => _deadlines.Alarms;

    /// <summary>Unregisters the caller's buffers after their disposal.</summary>
    internal BufferReleases Releases { get; }

    /// <summary>
    /// Raised with false when the master becomes unreachable, with true when it is reachable again: on a thread-pool thread, in order.
    /// </summary>
    internal event Action<bool>? ReachabilityChanged;

    /// <summary>The state of a stored type; created at its first use.</summary>
    internal RecordAccess<TKey, T> Access<TKey, T>()
        where TKey : struct, IStoreKey<TKey>
        where T : IStoreRecord<T, TKey>
    {
        object?[] known = Volatile.Read(ref _access);
        int slot = RecordAccess<TKey, T>.Slot;
        return (uint)slot < (uint)known.Length && known[slot] is { } access
            ? Unsafe.As<RecordAccess<TKey, T>>(access)
            : MakeAccess<TKey, T>();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private RecordAccess<TKey, T> MakeAccess<TKey, T>()
        where TKey : struct, IStoreKey<TKey>
        where T : IStoreRecord<T, TKey>
    {
        int slot = RecordAccess<TKey, T>.Slot;
        lock (_lifecycle)
        {
            if (slot >= _access.Length)
            {
                object?[] larger = new object?[Math.Max(slot + 1, _access.Length * 2)];
                _access.CopyTo(larger, 0);
                Volatile.Write(ref _access, larger);
            }

            if (_successor is null)
            {
                RecordAccess<TKey, T> access = (RecordAccess<TKey, T>?)_access[slot] ?? new RecordAccess<TKey, T>(this);
                Volatile.Write(ref _access[slot], access);
                return access;
            }
        }

        return _successor.Access<TKey, T>();
    }

    /// <summary>True if the SDK retries puts that find the store full.</summary>
    internal bool RetriesWhenFull => Pipeline is not null && Options.Pipeline.RetryWhenFull;

    /// <summary>Makes one native call for many items: here, or through the pipeline.</summary>
    /// <param name="operation">Get, put or exists.</param>
    /// <param name="batch">Its arguments.</param>
    /// <param name="deadline">The caller's deadline; a call that is made here is not interrupted.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// Null: then the results are in the arguments, which the caller must return. Otherwise the error of the whole call: then the caller no
    /// longer owns the arguments.
    /// </returns>
    internal ValueTask<StoreError?> RunBatchAsync(
        StoreOperation operation, BatchArguments batch, long deadline, CancellationToken cancellationToken)
    {
        if (Pipeline is null || batch.Count == 0)
        {
            BatchRunner.Run(Backend, Telemetry.Calls, operation, batch);
            return default;
        }

        if (!_batchCalls.TryTake(out BatchCall? call))
        {
            call = new BatchCall(this, _batchCalls);
        }

        call.Prepare(operation, batch, deadline);
        return call.Start(cancellationToken);
    }

    /// <summary>Makes one native call for one item: here, or through the pipeline.</summary>
    /// <param name="operation">The operation, for errors.</param>
    /// <param name="key">The key, for errors, or null.</param>
    /// <param name="execute">The call; references all memory that it needs, because it may run after the caller has completed.</param>
    /// <param name="deadline">The caller's deadline; a call that is made here is not interrupted.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal ValueTask<BackendResult> RunUnbatchedAsync(
        StoreOperation operation, string? key, Func<StoreBackend, long> execute, long deadline, CancellationToken cancellationToken) =>
        Pipeline is null
            ? new ValueTask<BackendResult>(new BackendResult(execute(Backend), null))
            : new UnbatchedCall(this, operation, key, execute, deadline).Start(cancellationToken);

    /// <summary>The error for a code that the backend returned.</summary>
    /// <param name="answer">The negative code.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="key">The key, or null.</param>
    internal StoreError Error(long answer, StoreOperation operation, string? key) =>
        answer == (int)StoreErrorCode.InvalidParams && _state != SessionState.Open ? OperationErrors.Closed(operation, key)
        : answer == (int)StoreErrorCode.NotOpen ? OperationErrors.NotOpen(operation, key)
        : OperationErrors.Native(answer, operation, key);

    /// <summary>The error of a put or replacement for a code that the backend returned.</summary>
    /// <param name="answer">The negative code.</param>
    /// <param name="operation">Put or replace.</param>
    /// <param name="key">The key.</param>
    /// <param name="size">The object's size in bytes.</param>
    internal StoreError PutError(long answer, StoreOperation operation, string key, long size) =>
        (answer == (int)StoreErrorCode.NoAvailableHandle ? OutOfSpaceErrors.Of(ReportOutOfSpace(key, size), operation, key, size) : null)
        ?? Error(answer, operation, key);

    /// <summary>
    /// True if waiting does not make space for an object, as far as the engine can tell: it is too large, or the disk is full.
    /// </summary>
    /// <param name="keyLength">The length of its key in bytes.</param>
    /// <param name="size">Its size in bytes.</param>
    internal bool NeverFits(int keyLength, long size) =>
        _space?.ReportOutOfSpace((nuint)size, keyLength).Cause is OutOfSpaceCause.ObjectTooLarge or OutOfSpaceCause.DiskFull;

    private OutOfSpaceReport ReportOutOfSpace(string key, long size) =>
        _space?.ReportOutOfSpace((nuint)size, Encoding.UTF8.GetByteCount(key)) ?? default;

    /// <summary>True until the store is disposed.</summary>
    internal bool IsOpen => _state == SessionState.Open;

    /// <summary>Returns the health of the store.</summary>
    internal ValueTask<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken)
    {
        Cancellation.ThrowIfRequested(StoreOperation.Health, cancellationToken);
        return !IsOpen ? new ValueTask<StoreHealth>(StoreHealth.Closed)
            : Pipeline is null ? new ValueTask<StoreHealth>((StoreHealth)Backend.HealthCheck())
            : Pipeline.Circuit.IsOpen ? new ValueTask<StoreHealth>(StoreHealth.Unreachable)
            : AskHealthAsync(cancellationToken);
    }

    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<StoreHealth> AskHealthAsync(CancellationToken cancellationToken)
    {
        BackendResult answer = await RunUnbatchedAsync(
            StoreOperation.Health, key: null, static backend => backend.HealthCheck(), DeadlineFromNow, cancellationToken).On(Threads);
        return answer.Error is null ? (StoreHealth)answer.Number : StoreHealth.Unreachable;
    }

    /// <summary>Throws if the store was disposed.</summary>
    /// <exception cref="ObjectDisposedException">It was.</exception>
    internal void ThrowIfClosed() => ObjectDisposedException.ThrowIf(_state != SessionState.Open, typeof(MooncakeStore));

    private void OnReachabilityChanged(bool isReachable)
    {
        if (isReachable)
        {
            Log.MasterReachable(Logger);
        }
        else
        {
            Log.MasterUnreachable(Logger);
        }

        ReachabilityChanged?.Invoke(isReachable);
    }
}
