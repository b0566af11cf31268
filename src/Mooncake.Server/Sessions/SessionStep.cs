namespace Mooncake.Server.Sessions;

/// <summary>What a session needs next. In all cases the replies that were written are to be sent.</summary>
internal enum SessionStep
{
    /// <summary>Bytes of the client.</summary>
    NeedsInput = 0,

    /// <summary>To be called again without bytes, once the replies have been sent.</summary>
    OutputFull,

    /// <summary>To be called again when it wakes its host: an engine is asked. Until then it takes no bytes.</summary>
    Waiting,

    /// <summary>The end of the connection, once the replies have been sent.</summary>
    Closing,
}
