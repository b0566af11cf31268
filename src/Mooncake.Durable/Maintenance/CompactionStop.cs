using Mooncake.Durable.Rocks;

namespace Mooncake.Durable.Maintenance;

/// <summary>
/// Ends the compaction under way when its caller cancels or the store is closed: RocksDB is told, since one range can take minutes.
/// </summary>
internal sealed unsafe class CompactionStop : IDisposable
{
    private readonly RocksDatabase _database;
    private readonly CancellationTokenSource _either;
    private readonly CancellationTokenRegistration _registration;
    private int _refusals;

    /// <summary>Waits for either of two tokens.</summary>
    /// <param name="database">The database, whose count the caller holds until the end.</param>
    /// <param name="cancelled">Cancelled by the caller.</param>
    /// <param name="closing">Cancelled when the store is being closed.</param>
    internal CompactionStop(RocksDatabase database, CancellationToken cancelled, CancellationToken closing)
    {
        _database = database;
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancelled, closing);
        _registration = _either.Token.Register(() =>
        {
            Interlocked.Increment(ref _refusals);
            _database.Library.Maintenance.DisableManualCompaction(_database.Pointer);
        });
    }

    /// <summary>True if the compaction is to end.</summary>
    internal bool IsRequested => _either.IsCancellationRequested;

    /// <summary>Lets later compactions run. Waits for a token's callback under way, which uses the database.</summary>
    public void Dispose()
    {
        _registration.Dispose();
        if (_refusals > 0)
        {
            _database.Library.Maintenance.EnableManualCompaction(_database.Pointer);
        }

        _either.Dispose();
    }
}
