namespace Mooncake.Server.Protocol;

/// <summary>How far a frame has been parsed.</summary>
internal enum ParseStatus
{
    /// <summary>More bytes are needed.</summary>
    Incomplete = 0,

    /// <summary>The frame is complete. It may have no arguments: an empty line is a frame.</summary>
    Complete = 1,

    /// <summary>The bytes are no frame; the connection cannot go on.</summary>
    Malformed = 2,
}
