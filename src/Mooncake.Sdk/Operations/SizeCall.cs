using Mooncake.Backends;
using Mooncake.Keys;
using Mooncake.Pipeline;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <summary>One size query on its way through the pipeline. It contains its key: the query needs no registered buffer.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
internal sealed unsafe class SizeCall<TKey> : ResultCall<StoreResult<long>>
    where TKey : struct, IStoreKey<TKey>
{
    private readonly KeyOperations<TKey> _home;
    private TKey _key;

    /// <summary>Creates a call.</summary>
    /// <param name="session">The session.</param>
    /// <param name="home">The owner, which pools the call.</param>
    internal SizeCall(StoreSession session, KeyOperations<TKey> home)
        : base(session)
    {
        _home = home;
        Kind = CallKind.Unbatched;
    }

    /// <inheritdoc/>
    protected override StoreOperation Operation => StoreOperation.GetSize;

    /// <summary>Prepares the call.</summary>
    /// <param name="key">The key.</param>
    /// <param name="textWithNul">Its text, which is copied.</param>
    /// <param name="deadline">The caller's deadline.</param>
    internal void Prepare(in TKey key, ReadOnlySpan<byte> textWithNul, long deadline)
    {
        SetKey(textWithNul);
        _key = key;
        Deadline = deadline;
    }

    /// <inheritdoc/>
    internal override long Execute(StoreBackend backend) => backend.GetSize(Key, KeyLength);

    /// <inheritdoc/>
    protected override StoreResult<long> Finish(long answer) => _home.ConcludeSize(in _key, answer);

    /// <inheritdoc/>
    protected override StoreResult<long> Fail() =>
        StoreResult<long>.Failed(PipelineErrors.Of(this, StoreOperation.GetSize, KeyText.ToText(in _key), Session.Options));

    /// <inheritdoc/>
    protected override void Recycle()
    {
        _key = default;
        _home.Keep(this);
    }
}
