namespace Mooncake.Session;

/// <summary>The lifecycle of a session.</summary>
internal enum SessionState
{
    /// <summary>Operations are accepted.</summary>
    Open = 0,

    /// <summary>Operations in progress end; new ones throw.</summary>
    Closing = 1,

    /// <summary>Everything is released.</summary>
    Closed = 2,
}
