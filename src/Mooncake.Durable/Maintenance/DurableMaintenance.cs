using System.Text;
using Mooncake.Backends;
using Mooncake.Durable.Engine;
using Mooncake.Durable.Maintenance;
using Mooncake.Durable.Rocks;
using Mooncake.Keys;

namespace Mooncake.Durable;

/// <summary>
/// What a durable store offers beyond the operations of every store: its figures, copies of it, and the upkeep of its files. Thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// Operations with a task run on a thread of their own, beside all others, and are neither bounded by the operation timeout nor waited for
/// when the store is closed: a verification and a compaction end soon after it, with <see cref="StoreErrorCode.StoreClosed"/>. Progress is
/// reported on that thread.
/// </para>
/// <para>This type is also the capability that <see cref="StoreBackend.GetCapability{TCapability}"/> answers; a decorator may pass it
/// on.</para>
/// </remarks>
public sealed class DurableMaintenance
{
    private readonly DurableStoreBackend _backend;

    /// <summary>Works on a backend, from its setup to its disposal.</summary>
    internal DurableMaintenance(DurableStoreBackend backend) => _backend = backend;

    /// <summary>The absolute path of the store's folder.</summary>
    public string Folder => Path.GetFullPath(_backend.Options.Folder);

    /// <summary>True if the store was opened read-only.</summary>
    public bool IsReadOnly => _backend.Options.IsReadOnly;

    /// <summary>
    /// Takes a snapshot of the store's figures: counters in memory, and the lengths of the folder's files. Waits for no write.
    /// </summary>
    /// <returns>
    /// Found with the figures; or failed, if the store was closed meanwhile, or its folder cannot be listed (<see
    /// cref="StoreErrorCode.FileWriteFail"/>).
    /// </returns>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public StoreResult<DurableStatistics> GetStatistics()
    {
        ObjectStore store = Open();
        using RocksCall call = store.Enter();
        if (!call.IsEntered)
        {
            return StoreResult<DurableStatistics>.Failed(DurableErrors.Closed(StoreOperation.GetStatistics));
        }

        try
        {
            return StoreResult<DurableStatistics>.Found(StatisticsReader.Read(store, Folder, _backend.Schedule));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return StoreResult<DurableStatistics>.Failed(DurableErrors.OfFile(StoreOperation.GetStatistics, Folder, exception));
        }
    }

    /// <summary>Adds up the objects whose keys begin with a text. Reads no values; takes time for each of these keys.</summary>
    /// <param name="prefix">The text; empty for all objects.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Found with the sums; or failed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="prefix"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    /// <exception cref="StoreCanceledException">The caller cancelled.</exception>
    public Task<StoreResult<DurableUsage>> MeasureAsync(string prefix, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return MeasureAsync(Encoding.UTF8.GetBytes(prefix), filter: null, cancellationToken);
    }

    /// <summary>Adds up the objects of a key template. Reads no values; takes time for each key that begins as the template does.</summary>
    /// <typeparam name="TKey">The generated key type, such as <c>KvBlockKey</c>.</typeparam>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Found with the sums; or failed.</returns>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    /// <exception cref="StoreCanceledException">The caller cancelled.</exception>
    public Task<StoreResult<DurableUsage>> MeasureAsync<TKey>(CancellationToken cancellationToken = default)
        where TKey : struct, IStoreKey<TKey>
    {
        // The literal in front of the first part; what else begins so, the filter leaves out.
        string template = TKey.Template;
        int end = template.AsSpan().IndexOfAny('{', '}');
        byte[] prefix = Encoding.UTF8.GetBytes(end < 0 ? template : template[..end]);
        return MeasureAsync(prefix, static key => TKey.TryParse(key, out _), cancellationToken);
    }

    /// <summary>
    /// Makes a copy of the store that can be opened as a store of its own. On the same file system the copy shares the table files by hard
    /// links: it is made in a moment, and takes space of its own as the two stores change. Writes go on meanwhile.
    /// </summary>
    /// <param name="folder">A folder that does not exist. Its parent is created. It appears when the copy is complete.</param>
    /// <param name="cancellationToken">Looked at before the copy begins.</param>
    /// <returns>
    /// Done: everything acknowledged before the call is in the copy, and on disk. Or failed: the folder exists (<see
    /// cref="StoreErrorCode.FileOpenFail"/>), the store is read-only (<see cref="StoreErrorCode.StoreReadOnly"/>), the disk is full (<see
    /// cref="StoreErrorCode.NoAvailableHandle"/>), or files cannot be written (<see cref="StoreErrorCode.FileWriteFail"/>).
    /// </returns>
    /// <exception cref="ArgumentException">The path is empty or contains a NUL.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    /// <exception cref="StoreCanceledException">The caller cancelled.</exception>
    public Task<StoreResult> CheckpointAsync(string folder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        string path = Path.GetFullPath(folder);
        ObjectStore store = Open();
        return RunAsync(StoreOperation.Checkpoint, () => ResultOf(CreateCheckpoint(store, path)), cancellationToken);
    }

    /// <summary>
    /// Reads every object and verifies its checksum, and the trailer of those that end in one; then verifies every block of the table
    /// files. Reads the folder twice; other operations go on meanwhile.
    /// </summary>
    /// <param name="progress">Gets the number of objects that were verified, or null. The files come after the last report.</param>
    /// <param name="cancellationToken">Ends the operation, unless it has come to the files.</param>
    /// <returns>Found with what is damaged, which is not a failure; or failed, if files cannot be read.</returns>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    /// <exception cref="StoreCanceledException">The caller cancelled.</exception>
    public Task<StoreResult<DurableVerification>> VerifyAsync(
        IProgress<DurableProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Verification verification = new(Open(), progress);
        return RunAsync(
            StoreOperation.Verify,
            () =>
            {
                StoreResult<DurableVerification> found = verification.Run(() => cancellationToken.IsCancellationRequested);
                ThrowIfCancelled(StoreOperation.Verify, cancellationToken);
                return found;
            },
            cancellationToken);
    }

    /// <summary>
    /// Rewrites all table files, so that what was removed and replaced takes no space any more. RocksDB does the same by itself, a little
    /// later and in parts. Needs free space for the largest of its steps; other operations go on, slowed down.
    /// </summary>
    /// <param name="progress">Gets the bytes of table files that were rewritten, or null.</param>
    /// <param name="cancellationToken">Ends the operation; what was rewritten stays so.</param>
    /// <returns>
    /// Done; or failed: the store is read-only (<see cref="StoreErrorCode.StoreReadOnly"/>), or a file cannot be read or written (<see
    /// cref="StoreErrorCode.FileWriteFail"/>). Then the store goes on with the old files.
    /// </returns>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    /// <exception cref="StoreCanceledException">The caller cancelled.</exception>
    public Task<StoreResult> CompactAsync(IProgress<DurableProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ObjectStore store = Open();
        return IsReadOnly
            ? Task.FromResult(StoreResult.Failed(DurableErrors.ReadOnly(StoreOperation.Compact)))
            : RunAsync(StoreOperation.Compact, () => Compact(store, progress, cancellationToken), cancellationToken);
    }

    /// <summary>Makes a checkpoint on the calling thread.</summary>
    /// <returns>Why there is none, or null.</returns>
    internal static StoreError? CreateCheckpoint(ObjectStore store, string folder)
    {
        if (store.State.Options.IsReadOnly)
        {
            return DurableErrors.ReadOnly(StoreOperation.Checkpoint);
        }

        using RocksCall call = store.Enter();
        return call.IsEntered ? Checkpoints.Create(store, folder) : DurableErrors.Closed(StoreOperation.Checkpoint);
    }

    private static StoreResult ResultOf(StoreError? error) => error is null ? StoreResult.Done : StoreResult.Failed(error);

    private static Task<T> RunAsync<T>(StoreOperation operation, Func<T> work, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(
            () =>
            {
                ThrowIfCancelled(operation, cancellationToken);
                return work();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default);

    private static void ThrowIfCancelled(StoreOperation operation, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            throw new StoreCanceledException(operation, WriteOutcome.NotAWrite, cancellationToken);
        }
    }

    private StoreResult Compact(ObjectStore store, IProgress<DurableProgress>? progress, CancellationToken cancellationToken)
    {
        using RocksCall call = store.Enter();
        if (!call.IsEntered)
        {
            return StoreResult.Failed(DurableErrors.Closed(StoreOperation.Compact));
        }

        using CompactionStop stop = new(store.Database, cancellationToken, _backend.Closing);
        bool isDone = new Compaction(store, progress).Run(() => stop.IsRequested);
        ThrowIfCancelled(StoreOperation.Compact, cancellationToken);
        return stop.IsRequested ? StoreResult.Failed(DurableErrors.Closed(StoreOperation.Compact))
            : isDone ? StoreResult.Done
            : StoreResult.Failed(DurableErrors.CompactionFailed(Folder));
    }

    private Task<StoreResult<DurableUsage>> MeasureAsync(byte[] prefix, KeyFilter? filter, CancellationToken cancellationToken)
    {
        ObjectStore store = Open();
        return RunAsync(
            StoreOperation.Count,
            () =>
            {
                using RocksCall call = store.Enter();
                if (!call.IsEntered)
                {
                    return StoreResult<DurableUsage>.Failed(DurableErrors.Closed(StoreOperation.Count));
                }

                int answer = store.Measure(prefix, filter, () => cancellationToken.IsCancellationRequested, out DurableUsage usage);
                ThrowIfCancelled(StoreOperation.Count, cancellationToken);
                return answer == 0
                    ? StoreResult<DurableUsage>.Found(usage)
                    : StoreResult<DurableUsage>.Failed(DurableErrors.OfCode(StoreOperation.Count, answer));
            },
            cancellationToken);
    }

    private ObjectStore Open()
    {
        ObjectDisposedException.ThrowIf(!_backend.IsReady, typeof(MooncakeStore));
        return _backend.Store!;
    }
}
