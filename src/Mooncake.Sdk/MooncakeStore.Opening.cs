using Mooncake.Engines;
using Mooncake.Options;
using Mooncake.Session;

namespace Mooncake;

/// <content>A store that exists before it is open, for hosts.</content>
public sealed partial class MooncakeStore
{
    /// <summary>Taken while the store opens and when it closes; null for a store that was open from the beginning.</summary>
    private SemaphoreSlim? _opening;
    private CancellationTokenSource? _closing;

    /// <summary>
    /// Creates a store that is not open: its operations fail with <see cref="StoreErrorCode.NotOpen"/> until
    /// <see cref="TryOpenAsync(CancellationToken)"/> has opened it. Typed sets and <see cref="Raw"/> may be taken before.
    /// </summary>
    /// <param name="options">The options; copied.</param>
    /// <returns>
    /// Found with the store, which the caller disposes; or failed, with <see cref="StoreErrorCode.InvalidConfiguration"/>.
    /// </returns>
    internal static StoreResult<MooncakeStore> CreateUnopened(MooncakeStoreOptions options)
    {
        MooncakeStoreOptions frozen = options.Freeze();
        _ = EngineEntry.Of(frozen, out StoreError? invalid);
        invalid ??= OptionsValidation.Check(frozen);
        return invalid is not null
            ? StoreResult<MooncakeStore>.Failed(invalid)
            : StoreResult<MooncakeStore>.Found(new MooncakeStore(StoreSession.CreateUnopened(frozen))
            {
                _opening = new SemaphoreSlim(1, 1),
                _closing = new CancellationTokenSource(),
            });
    }

    /// <summary>
    /// Opens a store that <see cref="CreateUnopened"/> has created. Does nothing if it is open. May be called again after a failure.
    /// </summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Done, or failed.</returns>
    /// <exception cref="StoreCanceledException">The caller cancelled, or the store was disposed meanwhile.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed before.</exception>
    internal async Task<StoreResult> TryOpenAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closing!.IsCancellationRequested, this);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        try
        {
            await _opening!.WaitAsync(either.Token).ConfigureAwait(false);
            try
            {
                return Session.IsUnopened ? await OpenOnceAsync(either.Token).ConfigureAwait(false) : StoreResult.Done;
            }
            finally
            {
                _opening.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // With the caller's token, not the combined one.
            throw new StoreCanceledException(StoreOperation.Open, WriteOutcome.NotApplied, cancellationToken);
        }
    }

    private async Task<StoreResult> OpenOnceAsync(CancellationToken cancellationToken)
    {
        StoreResult<StoreSession> opened = await SessionOpener.OpenAsync(Session.Options, cancellationToken).ConfigureAwait(false);
        if (!opened.TryGetValue(out StoreSession? session, out StoreError? error))
        {
            return StoreResult.Failed(error!);
        }

        if (cancellationToken.IsCancellationRequested)
        {
            // Disposal may have stopped waiting for this.
            _ = await session.CloseAsync().ConfigureAwait(false);
            throw new OperationCanceledException(cancellationToken);
        }

        session.ReachabilityChanged += OnReachabilityChanged;
        Session.PassOn(session);
        Raw.MoveTo(session);
        Buffers.MoveTo(session);
        Session = session;
        return StoreResult.Done;
    }

    /// <summary>Cancels an opening in progress, and closes the store afterwards.</summary>
    private async Task<StoreError?> CloseWithOpeningAsync()
    {
        await _closing!.CancelAsync().ConfigureAwait(false);

        // An opening that does not end within the limit closes what it has opened itself, as soon as it ends.
        bool hasEnded = await _opening!.WaitAsync(Session.Options.CloseTimeout).ConfigureAwait(false);
        try
        {
            return await Session.CloseAsync().ConfigureAwait(false);
        }
        finally
        {
            if (hasEnded)
            {
                _opening.Release();
            }
        }
    }
}
