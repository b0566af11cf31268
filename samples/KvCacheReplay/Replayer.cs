using Mooncake;

namespace KvCacheReplay;

/// <summary>
/// Does what an LLM server does with its KV-cache: looks a request's blocks up in one batch, and stores those that are missing.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="blockBytes">Payload of a block in bytes.</param>
internal sealed class Replayer(MooncakeStore store, int blockBytes)
{
    private readonly HashSet<ulong> _stored = [];
    private readonly byte[] _scratch = new byte[blockBytes];

    /// <summary>What has been counted.</summary>
    internal ReplayFigures Figures { get; } = new();

    /// <summary>The first error, or null.</summary>
    internal StoreError? FirstError { get; private set; }

    /// <summary>Replays one request.</summary>
    internal async ValueTask ReplayAsync(TraceRequest request, CancellationToken cancellationToken)
    {
        KvBlockKey[] keys = Array.ConvertAll(request.HashIds, static hash => new KvBlockKey(hash));
        StoreBatch<KvBlock> found = await store.KvBlocks.GetManyAsync(keys, cancellationToken);

        List<KvBlock> missing = [];
        for (int i = 0; i < keys.Length; i++)
        {
            Count(keys[i].Hash, found[i], missing);
        }

        Figures.Requests++;
        Figures.Blocks += keys.Length;
        if (missing.Count > 0)
        {
            StoreBatch put = await store.KvBlocks.PutManyAsync(missing, cancellationToken: cancellationToken);
            Figures.Puts += put.SuccessCount;
            Figures.Bytes += (long)put.SuccessCount * blockBytes;
            Figures.Failures += put.FailedCount;
            FirstError ??= put.FirstError;
        }
    }

    private void Count(ulong hash, StoreResult<KvBlock> result, List<KvBlock> missing)
    {
        if (result.TryGetValue(out KvBlock? block, out StoreError? error))
        {
            Figures.Hits++;
            Figures.Bytes += block.Payload.Length;
            Figures.Mismatches += block.Hash == hash && BlockContent.Matches(hash, block.Payload.Span, _scratch) ? 0 : 1;
            return;
        }

        Figures.Failures += error is null ? 0 : 1;
        FirstError ??= error;
        Figures.Evictions += _stored.Add(hash) ? 0 : 1;
        missing.Add(new KvBlock(hash, BlockContent.Make(hash, blockBytes)));
    }
}
