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

    /// <summary>Goes on at <c>First</c>, and if that fails at <c>Second</c>.</summary>
    Split,

    /// <summary>Goes on at <c>First</c>.</summary>
    Jump,

    /// <summary>Notes the place in register <c>First</c>.</summary>
    Note,

    /// <summary>Fails if nothing was taken since register <c>First</c> was noted.</summary>
    RequireProgress,

    /// <summary>Is the start of the input.</summary>
    Start,

    /// <summary>Is the end of the input.</summary>
    End,

    /// <summary>Is a word's edge.</summary>
    WordEdge,

    /// <summary>Is no word's edge.</summary>
    NoWordEdge,

    /// <summary>Takes what group <c>First</c> took; fails if it took part in nothing.</summary>
    BackReference,

    /// <summary>What follows, up to its own <see cref="Match"/>, fits here; goes on at <c>First</c>.</summary>
    LookAhead,

    /// <summary>What follows, up to its own <see cref="Match"/>, does not fit here; goes on at <c>First</c>.</summary>
    NegativeLookAhead,
}
