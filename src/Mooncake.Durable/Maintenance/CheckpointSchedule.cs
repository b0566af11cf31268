using System.Globalization;
using Mooncake.Durable.Engine;

namespace Mooncake.Durable.Maintenance;

/// <summary>
/// Makes checkpoints at an interval, on a thread that lasts as long as one, and deletes old ones. A checkpoint's name is its time, so that
/// the schedule goes on where the process before has stopped. Thread-safe.
/// </summary>
internal sealed class CheckpointSchedule : IDisposable
{
    private const string NameFormat = "'checkpoint-'yyyyMMdd'T'HHmmss'Z'";
    private const string DoomedSuffix = ".deleted";

    /// <summary>RocksDB makes a checkpoint under this name, and renames it.</summary>
    private const string UnfinishedSuffix = ".tmp";

    private readonly ObjectStore _store;
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly int _kept;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private Task _running = Task.CompletedTask;
    private DateTimeOffset? _lastMade;
    private StoreError? _lastFailure;
    private bool _isClosed;

    /// <summary>Starts the schedule.</summary>
    /// <param name="store">The store.</param>
    /// <param name="time">The clock.</param>
    internal CheckpointSchedule(ObjectStore store, TimeProvider time)
    {
        DurableOptions options = store.State.Options;
        _store = store;
        string beside = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Folder)) + "-checkpoints";
        _folder = Path.GetFullPath(options.CheckpointFolder ?? beside);
        _time = time;
        _interval = options.CheckpointInterval;
        _kept = options.CheckpointsKept;
        try
        {
            _lastMade = Directory.Exists(_folder)
                ? List(time.GetUtcNow()).Select(static made => (DateTimeOffset?)made.Time).LastOrDefault()
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The first checkpoint fails for the same reason if it lasts.
            _lastFailure = DurableErrors.OfFile(StoreOperation.Checkpoint, _folder, exception);
        }

        TimeSpan wait = _lastMade is { } last ? last + _interval - time.GetUtcNow() : _interval;
        lock (_gate)
        {
            // The first checkpoint may be due at once, and its end sets the timer again.
            _timer = time.CreateTimer(
                static schedule => ((CheckpointSchedule)schedule!).Start(),
                this,
                wait < TimeSpan.Zero ? TimeSpan.Zero : wait > _interval ? _interval : wait,
                Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>When the newest checkpoint was made; null if there is none.</summary>
    internal DateTimeOffset? LastMade
    {
        get
        {
            lock (_gate)
            {
                return _lastMade;
            }
        }
    }

    /// <summary>Why the last attempt made none, or left old ones; null if it did neither.</summary>
    internal StoreError? LastFailure
    {
        get
        {
            lock (_gate)
            {
                return _lastFailure;
            }
        }
    }

    /// <summary>The attempt under way, or the last one; for tests.</summary>
    internal Task Running
    {
        get
        {
            lock (_gate)
            {
                return _running;
            }
        }
    }

    /// <summary>Makes no more checkpoints. One under way ends by itself.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        _timer.Dispose();
    }

    private void Start()
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _running = Task.Factory.StartNew(
                    Run,
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
                    TaskScheduler.Default);
            }
        }
    }

    private void Run()
    {
        DateTimeOffset now = _time.GetUtcNow();
        string path = Path.Combine(_folder, now.ToString(NameFormat, CultureInfo.InvariantCulture));
        StoreError? failure = DurableMaintenance.CreateCheckpoint(_store, path);
        bool isMade = failure is null;
        failure ??= DeleteOld(now);
        lock (_gate)
        {
            _lastMade = isMade ? now : _lastMade;
            _lastFailure = failure;
            if (!_isClosed)
            {
                _timer.Change(_interval, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>
    /// Deletes what is not kept, what an earlier deletion has left, and what was unfinished when a process ended. Renamed first: half of a
    /// checkpoint never looks like one.
    /// </summary>
    private StoreError? DeleteOld(DateTimeOffset now)
    {
        try
        {
            foreach ((_, string path) in List(now).SkipLast(_kept))
            {
                Directory.Move(path, path + DoomedSuffix);
            }

            foreach (string path in Directory.EnumerateDirectories(_folder, "checkpoint-*"))
            {
                if (Path.GetExtension(path) is DoomedSuffix or UnfinishedSuffix && TryParse(Path.GetFileNameWithoutExtension(path), out _))
                {
                    Directory.Delete(path, recursive: true);
                }
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return DurableErrors.OfFile(StoreOperation.Checkpoint, _folder, exception);
        }
    }

    /// <summary>
    /// The checkpoints, oldest first. Those of the future were made before the clock was set back: they count as older than all others, so
    /// that the checkpoints made since are kept.
    /// </summary>
    private IEnumerable<(DateTimeOffset Time, string Path)> List(DateTimeOffset now) => Directory.EnumerateDirectories(_folder)
        .Select(static path => (IsOne: TryParse(Path.GetFileName(path), out DateTimeOffset time), Time: time, Path: path))
        .Where(static entry => entry.IsOne)
        .OrderBy(entry => entry.Time <= now)
        .ThenBy(static entry => entry.Time)
        .Select(static entry => (entry.Time, entry.Path));

    private static bool TryParse(string name, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        name, NameFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
}
