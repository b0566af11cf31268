using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
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

/// <summary>What an open store consists of: the backend, the registered buffers, and what is remembered of each stored type.</summary>
internal sealed partial class StoreSession
{
    private readonly Lock _lifecycle = new();
    private object?[] _access = [];
    private readonly CallPool<BatchCall> _batchCalls = new();
    private readonly DirectDeadlines? _direct;
    private readonly long _timeoutTicks;
    private readonly IRoomReporter? _rooms;
    private volatile SessionState _state = SessionState.Open;

    /// <summary>Takes over what was opened.</summary>
    /// <param name="options">The frozen options.</param>
    /// <param name="backend">A backend that is set up; disposed by the session.</param>
    /// <param name="hostname">The name under which other clients reach this one.</param>
    internal StoreSession(MooncakeStoreOptions options, StoreBackend backend, string hostname)
    {
        Options = options;
        Backend = backend;
        BulkRemover = backend.GetCapability<IBulkRemover>();
        ConditionalWriter = backend.GetCapability<IConditionalWriter>();
        Expiry = backend.GetCapability<IExpiry>();
        KeyScanner = backend.GetCapability<IKeyScanner>();
        Statistics = backend.GetCapability<IStatisticsSource>();
        _rooms = backend.GetCapability<IRoomReporter>();
        Telemetry = new StoreTelemetry(options);
        Logger = options.LoggerFactory is { } factory ? new GuardedLogger(factory.CreateLogger(Log.Category)) : NullLogger.Instance;
        Pipeline = backend.Traits.RoundTripIsFree ? null : new StorePipeline(backend, options, Telemetry.Calls, Logger, OnReachabilityChanged);
        _direct = Pipeline is null ? new DirectDeadlines(options.TimeProvider) : null;
        Pool = new RegisteredBufferPool(
            backend,
            (options.BufferPool ?? BufferPoolOptions.Of(options.Pool)) with { DeadlineScheduler = Pipeline is { } pipeline ? pipeline.ScheduleDeadline : _direct!.Schedule },
            options.TimeProvider);
        Pipeline?.Attach(Pool);
        _direct?.Attach(Pool);
        Releases = new BufferReleases(backend, Alarms, options.TimeProvider, options.OperationTimeout);
        _timeoutTicks = Timestamps.TicksOf(options.TimeProvider, options.OperationTimeout);
        Hostname = hostname;
        OpenSessions.Add(this);
        Log.Opened(Logger, options.Engine, hostname);
    }

    /// <summary>The options, which nobody changes any more.</summary>
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

    /// <summary>The engine's statistics; null if it has none.</summary>
    internal IStatisticsSource? Statistics { get; }

    /// <summary>Metrics and spans.</summary>
    internal StoreTelemetry Telemetry { get; }

    /// <summary>Where messages go; throws nothing.</summary>
    internal ILogger Logger { get; }

    /// <summary>The registered buffers of operations.</summary>
    internal RegisteredBufferPool Pool { get; }

    /// <summary>
    /// The most bytes of one call of a list, unless one item alone has more: <see cref="BatchLimits.Bytes"/>, or half of a pool that is
    /// smaller than two of them, since one call is prepared while another is under way.
    /// </summary>
    internal int BatchBytes => (int)Math.Min(BatchLimits.Bytes, Pool.MaxBytes / 2);

    /// <summary>
    /// How operations reach a backend whose round trips cost something; null where they run at once on the caller's thread.
    /// </summary>
    internal StorePipeline? Pipeline { get; }

    /// <summary>The name under which other clients reach this one.</summary>
    internal string Hostname { get; }

    /// <summary>Arguments of batch calls, kept for reuse.</summary>
    internal BatchArgumentsPool Batches { get; } = new();

    /// <summary>Objects without a type.</summary>
    internal RawAccess Raw => field ??= new RawAccess(this);

    /// <summary>
    /// When an operation that starts now has to be answered, as a timestamp; 0 where operations run at once on the caller's thread.
    /// </summary>
    internal long DeadlineFromNow => Pipeline?.DeadlineFromNow ?? 0;

    /// <summary>
    /// When an operation of several steps that starts now has to be answered, as a timestamp: a list, a wait for a lease, or for a buffer.
    /// One
    /// deadline for all of its steps, however they run.
    /// </summary>
    internal long LimitFromNow => Options.TimeProvider.GetTimestamp() + _timeoutTicks;

    /// <summary>True from a deadline on.</summary>
    internal bool HasPassed(long deadline) => Options.TimeProvider.GetTimestamp() >= deadline;

    /// <summary>Where operations of several steps go on between them.</summary>
    internal ContinuationThreads Threads { get; } = new();

    /// <summary>What is to happen at a time, on the thread that keeps deadlines.</summary>
    internal Alarms Alarms => Pipeline?.Alarms ?? _direct!.Alarms;

    /// <summary>Unregisters the caller's buffers after their disposal.</summary>
    internal BufferReleases Releases { get; }

    /// <summary>Raised with false when the master is found gone, with true when it is back: on a thread of the pool, in order.</summary>
    internal event Action<bool>? ReachabilityChanged;

    /// <summary>What is remembered of a stored type; made at its first use.</summary>
    internal RecordAccess<TKey, T> Access<TKey, T>()
        where TKey : struct, IStoreKey<TKey>
        where T : IStoreRecord<T, TKey>
    {
        object?[] known = Volatile.Read(ref _access);
        int slot = RecordAccess<TKey, T>.Slot;
        return (uint)slot < (uint)known.Length && known[slot] is { } access ? Unsafe.As<RecordAccess<TKey, T>>(access) : MakeAccess<TKey, T>();
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

            RecordAccess<TKey, T> access = (RecordAccess<TKey, T>?)_access[slot] ?? new RecordAccess<TKey, T>(this);
            Volatile.Write(ref _access[slot], access);
            return access;
        }
    }

    /// <summary>True if puts that find the store full are tried again by the SDK.</summary>
    internal bool RetriesWhenFull => Pipeline is not null && Options.Pipeline.RetryWhenFull;

    /// <summary>Makes one batch call: here, or through the pipeline.</summary>
    /// <param name="operation">Get, put or exists.</param>
    /// <param name="batch">Its arguments.</param>
    /// <param name="deadline">When the caller is answered at the latest; a call that is made here ends by itself.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// Null: then the answers are in the arguments, which are the caller's to give back. Or why the batch failed as a whole: then they are
    /// not the caller's any more.
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

    /// <summary>Makes one call of the backend that has no batch form: here, or through the pipeline.</summary>
    /// <param name="operation">The operation, for errors.</param>
    /// <param name="key">The key, for errors, or null.</param>
    /// <param name="execute">The call; holds all memory that it needs, since it may run after the caller was answered.</param>
    /// <param name="deadline">When the caller is answered at the latest; a call that is made here ends by itself.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal ValueTask<BackendAnswer> RunUnbatchedAsync(
        StoreOperation operation, string? key, Func<StoreBackend, long> execute, long deadline, CancellationToken cancellationToken) =>
        Pipeline is null
            ? new ValueTask<BackendAnswer>(new BackendAnswer(execute(Backend), null))
            : new UnbatchedCall(this, operation, key, execute, deadline).Start(cancellationToken);

    /// <summary>The error for a number that the backend answered.</summary>
    /// <param name="answer">The negative answer.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="key">The key, or null.</param>
    internal StoreError Error(long answer, StoreOperation operation, string? key) =>
        answer == (int)StoreErrorCode.InvalidParams && _state != SessionState.Open
            ? OperationErrors.Closed(operation, key)
            : OperationErrors.Native(answer, operation, key);

    /// <summary>The error of a put or replacement that the backend answered with a number.</summary>
    /// <param name="answer">The negative answer.</param>
    /// <param name="operation">Put or replace.</param>
    /// <param name="key">The key.</param>
    /// <param name="size">The object's size in bytes.</param>
    internal StoreError PutError(long answer, StoreOperation operation, string key, long size) =>
        (answer == (int)StoreErrorCode.NoAvailableHandle ? NoRoomErrors.Of(ReportNoRoom(key, size), operation, key, size) : null)
        ?? Error(answer, operation, key);

    /// <summary>True if no segment of the store can ever hold an object of this size, as far as the engine can tell.</summary>
    /// <param name="keyLength">The length of its key in bytes.</param>
    /// <param name="size">Its size in bytes.</param>
    internal bool IsTooLarge(int keyLength, long size) =>
        _rooms is not null && _rooms.ReportNoRoom((nuint)size, keyLength).Cause == NoRoomCause.ObjectTooLarge;

    private NoRoomReport ReportNoRoom(string key, long size) =>
        _rooms?.ReportNoRoom((nuint)size, Encoding.UTF8.GetByteCount(key)) ?? default;

    /// <summary>True until the store is disposed.</summary>
    internal bool IsOpen => _state == SessionState.Open;

    /// <summary>How the store is.</summary>
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
        BackendAnswer answer = await RunUnbatchedAsync(StoreOperation.Health, key: null, static backend => backend.HealthCheck(), DeadlineFromNow, cancellationToken).On(Threads);
        return answer.Error is null ? (StoreHealth)answer.Number : StoreHealth.Unreachable;
    }

    /// <summary>Throws if the store was disposed.</summary>
    /// <exception cref="ObjectDisposedException">It was.</exception>
    internal void ThrowIfClosed() => ObjectDisposedException.ThrowIf(_state != SessionState.Open, typeof(MooncakeStore));

    private void OnReachabilityChanged(bool isReachable)
    {
        if (isReachable)
        {
            Log.MasterBack(Logger);
        }
        else
        {
            Log.MasterGone(Logger);
        }

        ReachabilityChanged?.Invoke(isReachable);
    }
}
