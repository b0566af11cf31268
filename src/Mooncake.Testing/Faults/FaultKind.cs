namespace Mooncake.Testing;

/// <summary>What a <see cref="Fault"/> does to a call.</summary>
public enum FaultKind
{
    /// <summary>The call answers a code and does not reach the store; a batch fails as a whole.</summary>
    Fail = 1,

    /// <summary>The store carries the call out, and the answer is lost: a code takes its place.</summary>
    FailAfter = 2,

    /// <summary>The chosen items of a batch answer a code and do not reach the store; the others are carried out.</summary>
    FailItems = 3,

    /// <summary>The chosen items of a batch do not reach the store and are left unanswered; the others are carried out.</summary>
    OmitItems = 4,

    /// <summary>The call does not return until it is let go.</summary>
    Hang = 5,

    /// <summary>The call takes longer.</summary>
    Delay = 6,

    /// <summary>A get or a size query answers fewer bytes than the object has, and a get brings only these.</summary>
    AnswerShort = 7,

    /// <summary>A get brings wrong bytes, under a right answer.</summary>
    CorruptRead = 8,

    /// <summary>A put stores wrong bytes, under a right answer; the caller's memory is not touched.</summary>
    CorruptWrite = 9,
}
