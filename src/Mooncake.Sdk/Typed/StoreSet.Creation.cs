using Mooncake.Keys;

namespace Mooncake;

public readonly partial struct StoreSet<TKey, T>
{
    /// <summary>Reads a value, or creates and stores it if it is missing.</summary>
    /// <remarks>
    /// <para>
    /// If callers in this process request the same key at the same time, one of them runs its factory, and all get the outcome. The
    /// factory's token is cancelled when none of them waits any longer. If the factory throws, all of them get the exception, and nothing
    /// is stored. A factory must not request its own key.
    /// </para>
    /// <para>
    /// Other processes may create the same value at the same time: the value stored first is kept, and the others return it if the engine
    /// reports that it was kept (<see cref="StoreResult.WasKept"/>).
    /// </para>
    /// </remarks>
    /// <param name="key">The key.</param>
    /// <param name="factory">Creates the value; its key must be <paramref name="key"/>.</param>
    /// <param name="options">
    /// How the value is stored, such as its time to live; null for the default. The options of the caller whose factory runs apply.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait of this caller; others are not affected.</param>
    /// <returns>
    /// Found with the value; or failed, if it could not be read or stored. Then the created value is lost.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="factory"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The factory returned null, or a value of another key, or requested its own key.
    /// </exception>
    /// <exception cref="StoreCanceledException">The caller cancelled.</exception>
    public async ValueTask<StoreResult<T>> GetOrCreateAsync(
        TKey key,
        Func<TKey, CancellationToken, ValueTask<T>> factory,
        PutOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(factory);
        StoreResult<T> found = await GetAsync(key, cancellationToken).ConfigureAwait(false);
        return found.IsMissing ? await CreateOrWaitAsync(key, factory, options, cancellationToken).ConfigureAwait(false) : found;
    }

    // A separate method, so that a hit allocates no closure.
    private Task<StoreResult<T>> CreateOrWaitAsync(
        TKey key, Func<TKey, CancellationToken, ValueTask<T>> factory, PutOptions? options, CancellationToken cancellationToken)
    {
        StoreSet<TKey, T> set = this;
        return Access.Creations.GetAsync(key, token => set.CreateAsync(key, factory, options, token), cancellationToken);
    }

    /// <summary>Creates a value and stores it. Only one call per key runs at a time.</summary>
    private async Task<StoreResult<T>> CreateAsync(
        TKey key, Func<TKey, CancellationToken, ValueTask<T>> factory, PutOptions? options, CancellationToken cancellationToken)
    {
        // Another caller may have created it between this caller's first check and now.
        StoreResult<T> found = await GetAsync(key, cancellationToken).ConfigureAwait(false);
        if (!found.IsMissing)
        {
            return found;
        }

        T value = await factory(key, cancellationToken).ConfigureAwait(false);
        if (value is null)
        {
            throw new InvalidOperationException(
                $"The factory returned null for key '{KeyText.ToText(in key)}'; throw instead if there is no value.");
        }

        TKey created = T.KeyOf(in value);
        if (!created.Equals(key))
        {
            throw new InvalidOperationException(
                $"The factory returned a {T.Info.Name} with key '{KeyText.ToText(in created)}', but key '{KeyText.ToText(in key)}' was requested.");
        }

        StoreResult stored = await PutAsync(value, options, cancellationToken).ConfigureAwait(false);
        if (stored.IsFailed)
        {
            return StoreResult<T>.Failed(stored.Error);
        }

        // Another process was first. Its value may already have been removed.
        StoreResult<T> kept = stored.WasKept ? await GetAsync(key, cancellationToken).ConfigureAwait(false) : StoreResult<T>.Missing;
        return kept.IsFound ? kept : StoreResult<T>.Found(value);
    }
}
