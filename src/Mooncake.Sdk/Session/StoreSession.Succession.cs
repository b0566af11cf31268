using Mooncake.Records;

namespace Mooncake.Session;

/// <summary>The session of a store that is not open yet, and what it passes on to the session of the open store.</summary>
internal sealed partial class StoreSession
{
    private StoreSession? _successor;

    /// <summary>True for the session of a store that is not open yet.</summary>
    internal bool IsUnopened { get; private init; }

    /// <summary>
    /// Creates the session of a store that is not open yet: its operations fail with <see cref="StoreErrorCode.NotOpen"/>.
    /// </summary>
    /// <param name="options">The frozen options; valid.</param>
    internal static StoreSession CreateUnopened(MooncakeStoreOptions options) =>
        new(options, new UnopenedBackend()) { IsUnopened = true };

    /// <summary>
    /// Passes the state of the stored types on, so that typed sets that were taken before the store was open use the open store.
    /// </summary>
    /// <param name="successor">The session of the open store; nothing uses it yet.</param>
    internal void PassOn(StoreSession successor)
    {
        lock (_lifecycle)
        {
            successor._access = _access;
            foreach (object? access in _access)
            {
                (access as ISessionState)?.MoveTo(successor);
            }

            // From here on, types are added to the successor. This session is not closed, because operations may still be using it.
            _successor = successor;
        }

        Alarms.Close();
        _ = _deadlines.StopAsync();
    }
}
