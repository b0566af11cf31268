using Mooncake.Session;

namespace Mooncake.Records;

/// <summary>State that belongs to a session, and can be moved to another one when a store opens.</summary>
internal interface ISessionState
{
    /// <summary>Moves the state. Operations in progress end on the old session.</summary>
    /// <param name="session">The new session.</param>
    void MoveTo(StoreSession session);
}
