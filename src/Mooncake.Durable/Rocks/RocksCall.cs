namespace Mooncake.Durable.Rocks;

/// <summary>One call's hold on a database.</summary>
internal readonly ref struct RocksCall
{
    private readonly RocksDatabase? _database;

    /// <summary>Takes over a hold.</summary>
    internal RocksCall(RocksDatabase database) => _database = database;

    /// <summary>False if the database is closed.</summary>
    internal bool IsEntered => _database is not null;

    /// <summary>Ends the hold.</summary>
    internal void Dispose() => _database?.DangerousRelease();
}
