namespace Mooncake.Cli.Stores;

/// <summary>What a command does with its store.</summary>
internal enum StoreAccess
{
    /// <summary>It reads. A durable folder is opened read-only: it must exist, and another process may write to it meanwhile.</summary>
    Read,

    /// <summary>It writes.</summary>
    Write,
}
