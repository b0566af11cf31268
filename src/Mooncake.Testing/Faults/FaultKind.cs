namespace Mooncake.Testing;

/// <summary>What a <see cref="Fault"/> does to a call.</summary>
public enum FaultKind
{
    /// <summary>The call returns a code and does not reach the store; a whole batch fails.</summary>
    Fail = 1,

    /// <summary>The store executes the call, and its return code is replaced by another.</summary>
    FailAfter = 2,

    /// <summary>The selected items of a batch return a code and do not reach the store; the others are executed.</summary>
    FailItems = 3,

    /// <summary>The selected items of a batch do not reach the store, and their results are not set; the others are executed.</summary>
    OmitItems = 4,

    /// <summary>The call does not return until it is released.</summary>
    Hang = 5,

    /// <summary>The call takes longer.</summary>
    Delay = 6,

    /// <summary>A get or a size query returns fewer bytes than the object has, and a get copies only these.</summary>
    AnswerShort = 7,

    /// <summary>A get returns wrong bytes, but a correct return code.</summary>
    CorruptRead = 8,

    /// <summary>A put stores wrong bytes, but returns a correct code; the caller's memory is not changed.</summary>
    CorruptWrite = 9,
}
