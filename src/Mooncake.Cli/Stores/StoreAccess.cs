namespace Mooncake.Cli.Stores;

/// <summary>What a command does with its store.</summary>
internal enum StoreAccess
{
    /// <summary>It reads. A durable folder is opened read-only: it must exist, and another process may write to it meanwhile.</summary>
    Read,

    /// <summary>It writes. A durable folder is created if it does not exist.</summary>
    Write,

    /// <summary>It changes a store that exists: a durable folder is not created.</summary>
    Change,
}
