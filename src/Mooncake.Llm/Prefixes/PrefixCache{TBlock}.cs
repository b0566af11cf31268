using Mooncake.Llm.Prefixes;

namespace Mooncake.Llm;

/// <summary>
/// The state of an LLM engine for the beginnings of prompts, in blocks, in a store. Finds and reads the longest stored prefix within a time
/// limit, and stores blocks in the background. Thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// A cache must never slow its engine down: a lookup or read that is not finished at its limit returns nothing, and a block that the store
/// is too slow for is dropped. The engine then computes the block itself. <see cref="Statistics"/> counts both.
/// </para>
/// <para>Errors of the store are not thrown: see <see cref="LastError"/>.</para>
/// </remarks>
/// <typeparam name="TBlock">The stored type of a block.</typeparam>
public sealed partial class PrefixCache<TBlock> : IAsyncDisposable
{
    private readonly BlockSet<TBlock> _blocks;
    private readonly PrefixCacheOptions _options;
    private readonly PrefixCounters _counters = new();
    private readonly BoundedCalls _calls;
    private readonly BlockWriter<TBlock> _writer;

    /// <summary>Creates a cache.</summary>
    internal PrefixCache(BlockSet<TBlock> blocks, TokenBlockKeys keys, PrefixCacheOptions options)
    {
        _blocks = blocks;
        _options = options;
        Keys = keys;
        _calls = new BoundedCalls(options.MaxLateReads, options.TimeProvider, _counters);
        _writer = new BlockWriter<TBlock>(blocks, options, _counters);
    }

    /// <summary>The scheme of the blocks' hashes.</summary>
    public TokenBlockKeys Keys { get; }

    /// <summary>What the cache has done so far.</summary>
    public PrefixCacheStatistics Statistics => _counters.Snapshot(_writer.Count, _writer.Bytes);

    /// <summary>The last error of the store, or null if there was none.</summary>
    public StoreError? LastError => _counters.LastError;

    /// <summary>
    /// Refuses further blocks and waits for those that are queued, no longer than <see cref="PrefixCacheOptions.CloseTimeout"/>; the rest
    /// is dropped.
    /// </summary>
    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
