namespace Mooncake.Server.Sessions;

/// <summary>The connection of a session, as the session sees it.</summary>
internal interface ISessionHost
{
    /// <summary>Lets the connection's thread call <see cref="RespSession.Process"/> soon. May be called from any thread.</summary>
    void Wake();
}
