namespace Mooncake.Session;

/// <summary>Where a session stands in its life.</summary>
internal enum SessionState
{
    /// <summary>Operations are taken.</summary>
    Open = 0,

    /// <summary>Operations under way end; new ones throw.</summary>
    Closing = 1,

    /// <summary>Everything is given back.</summary>
    Closed = 2,
}
