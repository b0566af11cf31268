namespace Mooncake.Embedded.Regex;

/// <summary>What one instruction of a compiled pattern does.</summary>
internal enum PatternOperation
{
    /// <summary>The pattern has matched.</summary>
    Match,

    /// <summary>Takes the byte <c>First</c>.</summary>
    Byte,

    /// <summary>Takes a byte of the set number <c>First</c>.</summary>
    Set,

    /// <summary>Continues at <c>First</c>, and if that fails at <c>Second</c>.</summary>
    Split,

    /// <summary>Continues at <c>First</c>.</summary>
    Jump,

    /// <summary>Records the position in register <c>First</c>.</summary>
    Note,

    /// <summary>Fails if nothing was consumed since register <c>First</c> was recorded.</summary>
    RequireProgress,

    /// <summary>Matches the start of the input.</summary>
    Start,

    /// <summary>Matches the end of the input.</summary>
    End,

    /// <summary>Matches a word boundary.</summary>
    WordEdge,

    /// <summary>Matches anything but a word boundary.</summary>
    NoWordEdge,

    /// <summary>Matches the capture of group <c>First</c>; fails if the group has not participated.</summary>
    BackReference,

    /// <summary>The instructions that follow, up to their <see cref="Match"/>, match here; continues at <c>First</c>.</summary>
    LookAhead,

    /// <summary>The instructions that follow, up to their <see cref="Match"/>, do not match here; continues at <c>First</c>.</summary>
    NegativeLookAhead,
}
