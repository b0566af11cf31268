namespace Mooncake.Testing;

/// <summary>One way in which a call can fail. Immutable; a <see cref="FaultRule"/> determines when it occurs.</summary>
public sealed class Fault
{
    private Fault(FaultKind kind, long value, FaultGate? gate = null)
    {
        Kind = kind;
        Value = value;
        Gate = gate;
    }

    /// <summary>The kind of fault.</summary>
    public FaultKind Kind { get; }

    /// <summary>The code to return, the delay in ticks of 100 ns, the missing bytes or the bits to flip; 0 for the other kinds.</summary>
    public long Value { get; }

    /// <summary>The gate that releases a hanging call, or null if only the backend itself does.</summary>
    public FaultGate? Gate { get; }

    /// <summary>The call returns a code and does not reach the store: the whole batch, not item by item.</summary>
    /// <param name="code">A negative number, known to <see cref="StoreErrorCode"/> or not; for <c>HealthCheck</c> 1, 2 or 4.</param>
    /// <returns>The fault.</returns>
    public static Fault Fail(int code) => new(FaultKind.Fail, RequireFailure(code));

    /// <inheritdoc cref="Fail(int)"/>
    public static Fault Fail(StoreErrorCode code) => Fail((int)code);

    /// <summary>
    /// The store executes the call, then its return code is lost and replaced by another: a write was applied, but the caller cannot know.
    /// </summary>
    /// <param name="code">A negative number, known to <see cref="StoreErrorCode"/> or not; for <c>HealthCheck</c> 1, 2 or 4.</param>
    /// <returns>The fault.</returns>
    public static Fault FailAfter(int code) => new(FaultKind.FailAfter, RequireFailure(code));

    /// <inheritdoc cref="FailAfter(int)"/>
    public static Fault FailAfter(StoreErrorCode code) => FailAfter((int)code);

    /// <summary>The items that the rule selects return a code and do not reach the store; a call that is not a batch is one item.</summary>
    /// <param name="code">A negative number, known to <see cref="StoreErrorCode"/> or not.</param>
    /// <returns>The fault.</returns>
    public static Fault FailItems(int code) => new(FaultKind.FailItems, RequireFailure(code));

    /// <inheritdoc cref="FailItems(int)"/>
    public static Fault FailItems(StoreErrorCode code) => FailItems((int)code);

    /// <summary>
    /// The items that the rule selects do not reach the store, and their results are not set, which the contract reports as -1.
    /// </summary>
    /// <returns>The fault.</returns>
    public static Fault OmitItems() => new(FaultKind.OmitItems, 0);

    /// <summary>
    /// The call does not return until <see cref="FaultBackend.HangGate"/> or the backend's dispose releases it. A call released by the gate
    /// is then executed; one released by the dispose returns -900 and does not reach the store.
    /// </summary>
    /// <returns>The fault.</returns>
    public static Fault Hang() => new(FaultKind.Hang, 0);

    /// <summary>The call does not return until the gate is opened, or as with <see cref="Hang()"/>.</summary>
    /// <param name="gate">The gate that releases it.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="gate"/> is null.</exception>
    public static Fault Hang(FaultGate gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        return new Fault(FaultKind.Hang, 0, gate);
    }

    /// <summary>The call takes longer, measured on the backend's clock.</summary>
    /// <param name="by">The additional time.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    public static Fault Delay(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        return new Fault(FaultKind.Delay, by.Ticks);
    }

    /// <summary>
    /// A get returns fewer bytes than the object has and leaves the rest of the destination unchanged; a size query returns the smaller
    /// size. At least 1 byte of an object remains.
    /// </summary>
    /// <param name="missing">Bytes missing at the end, at least 1.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="missing"/> is less than 1.</exception>
    public static Fault AnswerShort(long missing = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(missing, 1);
        return new Fault(FaultKind.AnswerShort, missing);
    }

    /// <summary>A get returns the object with a run of adjacent bits flipped, at a position that the seed determines.</summary>
    /// <param name="bits">The length of the run, at least 1; an object with fewer bits has all of them flipped.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bits"/> is less than 1.</exception>
    public static Fault CorruptRead(int bits = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 1);
        return new Fault(FaultKind.CorruptRead, bits);
    }

    /// <summary>
    /// A put stores the value with a run of adjacent bits flipped, at a position that the seed determines. The bytes to store are a copy,
    /// registered with the store during the call if the call requires that.
    /// </summary>
    /// <param name="bits">The length of the run, at least 1; a value with fewer bits has all of them flipped.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bits"/> is less than 1.</exception>
    public static Fault CorruptWrite(int bits = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 1);
        return new Fault(FaultKind.CorruptWrite, bits);
    }

    private static int RequireFailure(int code)
    {
        ArgumentOutOfRangeException.ThrowIfZero(code);
        return code;
    }
}
