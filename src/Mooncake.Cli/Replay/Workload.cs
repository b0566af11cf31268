using KvCacheReplay;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;

namespace Mooncake.Cli.Replay;

/// <summary>The requests of a trace.</summary>
internal sealed class Workload
{
    private readonly List<int> _lookups = [];

    /// <summary>Numbers the blocks of a trace from 0.</summary>
    /// <param name="requests">The requests in their order.</param>
    internal Workload(IReadOnlyList<TraceRequest> requests)
    {
        Dictionary<ulong, int> numbers = [];
        Requests = requests;
        foreach (ulong hash in requests.SelectMany(static request => request.HashIds))
        {
            numbers.TryAdd(hash, numbers.Count);
            _lookups.Add(numbers[hash]);
        }

        DistinctBlocks = numbers.Count;
    }

    /// <summary>Reads a trace. Blocks.</summary>
    /// <param name="file">The trace; null for a small one that is made up.</param>
    /// <exception cref="ToolException">There is no such file, or it contains no requests with blocks.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal static Workload Read(FileInfo? file)
    {
        if (file is { Exists: false })
        {
            throw new ToolException(ExitCode.Failed, $"There is no trace at '{Printable.Of(file.FullName)}'.");
        }

        try
        {
            Workload workload = new(file is null ? RequestTrace.Make() : RequestTrace.Read(file));
            return workload.Lookups > 0
                ? workload
                : throw new ToolException(ExitCode.Failed, $"The trace '{Printable.Of(file!.FullName)}' has no requests with blocks.");
        }
        catch (InvalidDataException exception)
        {
            throw new ToolException(ExitCode.Failed, exception.Message);
        }
    }

    /// <summary>The requests.</summary>
    internal IReadOnlyList<TraceRequest> Requests { get; }

    /// <summary>Blocks that requests look up, in all.</summary>
    internal int Lookups => _lookups.Count;

    /// <summary>Blocks that differ.</summary>
    internal int DistinctBlocks { get; }

    /// <summary>The share of lookups that an exact LRU cache serves.</summary>
    /// <param name="capacity">The cache's size in blocks, at least 1.</param>
    internal double LruHitRatio(int capacity)
    {
        LruCache cache = new(DistinctBlocks, capacity);
        return (double)_lookups.Count(cache.Use) / Lookups;
    }
}
