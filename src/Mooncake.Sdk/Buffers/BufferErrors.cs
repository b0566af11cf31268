using System.Globalization;
using Mooncake.Errors;
using Mooncake.Operations;
using Mooncake.Options;

namespace Mooncake.Buffers;

/// <summary>The errors of registered memory, each with its cause and remedy.</summary>
internal static class BufferErrors
{
    private const string RaiseCeiling = "Raise pool= (Pool.MaxBytes), dispose leases earlier, or reduce the concurrency.";

    /// <summary>No buffer became free before the deadline.</summary>
    /// <param name="size">Bytes requested.</param>
    /// <param name="tag">Who requested them.</param>
    /// <param name="statistics">The state of the pool.</param>
    /// <param name="growthFailure">Why the pool cannot grow, if the backend refused that, or null.</param>
    internal static StoreError Exhausted(nint size, RentalTag tag, in BufferPoolStatistics statistics, StoreError? growthFailure)
    {
        string cause = string.Create(
            CultureInfo.InvariantCulture,
            $"No registered buffer of {size} bytes for {tag} became free before the deadline: {statistics.RentedBuffers} buffers ({statistics.RentedBytes} bytes) are in use, {statistics.RegisteredBytes} of at most {statistics.MaxBytes} bytes are registered, {statistics.Waiting} callers wait.");
        return new StoreError(
            StoreErrorCode.BufferPoolExhausted,
            tag.Operation,
            growthFailure is null ? cause : $"{cause} The pool could not grow: {growthFailure.Cause}",
            growthFailure is null ? RaiseCeiling : growthFailure.Remedy)
        {
            NativeCode = growthFailure?.NativeCode,
            Exception = growthFailure?.Exception,
            Retry = RetryClass.AfterBackoff,
            Outcome = OutcomeOf(tag.Operation),
        };
    }

    /// <summary>A list of leases would have to wait for memory that it may own itself.</summary>
    /// <param name="size">Bytes needed for the next objects.</param>
    /// <param name="tag">Who needs them.</param>
    /// <param name="statistics">The state of the pool.</param>
    internal static StoreError ListTooLarge(nint size, RentalTag tag, in BufferPoolStatistics statistics) => new(
        StoreErrorCode.BufferPoolExhausted,
        tag.Operation,
        string.Create(
            CultureInfo.InvariantCulture,
            $"No registered buffer of {size} bytes is free for {tag}. GetManyLeaseAsync does not wait for memory while its batch owns some, because two batches could then wait for each other. {statistics.RentedBytes} bytes are in use, {statistics.RegisteredBytes} of at most {statistics.MaxBytes} bytes are registered."),
        "Lease fewer objects at a time (the overload for a stream of keys does), dispose leases earlier, or raise pool= (Pool.MaxBytes).")
    {
        Retry = RetryClass.AfterBackoff,
        Outcome = OutcomeOf(tag.Operation),
    };

    /// <summary>The request is larger than the pool's limit.</summary>
    internal static StoreError TooLarge(nint size, RentalTag tag, long maxBytes) => new(
        StoreErrorCode.ObjectTooLarge,
        tag.Operation,
        string.Create(
            CultureInfo.InvariantCulture, $"The operation needs {size} bytes, and the buffer pool registers at most {maxBytes} bytes."),
        "Raise pool= (Pool.MaxBytes), or split the object.")
    {
        Outcome = OutcomeOf(tag.Operation),
    };

    /// <summary>The pool is closed.</summary>
    internal static StoreError Closed(RentalTag tag) => new(
        StoreErrorCode.StoreClosed,
        tag.Operation,
        "The store's buffer pool is closed.",
        "Await all operations before disposing the store.")
    {
        Outcome = OutcomeOf(tag.Operation),
    };

    /// <summary>A buffer was written to after its return, which its next rental detected.</summary>
    internal static StoreError Misused(RentalTag tag, Exception exception) => new(
        StoreErrorCode.InternalError,
        tag.Operation,
        exception.Message,
        "Fix the misuse of a buffer that this error's Exception describes.")
    {
        Exception = exception,
        Outcome = OutcomeOf(tag.Operation),
    };

    /// <summary>The system has no memory left.</summary>
    internal static StoreError OutOfMemory(nint bytes, Exception exception) => new(
        StoreErrorCode.BufferPoolExhausted,
        StoreOperation.Register,
        string.Create(CultureInfo.InvariantCulture, $"The system could not allocate {bytes} bytes of memory."),
        "Lower pool= (Pool.MaxBytes) or pool-slab= (Pool.SlabBytes), or give the process more memory.")
    {
        Exception = exception,
        Retry = RetryClass.AfterBackoff,
    };

    /// <summary>The backend refused to register memory.</summary>
    /// <param name="bytes">Bytes of the memory.</param>
    /// <param name="code">The code that the backend returned.</param>
    /// <param name="exception">The exception that it threw instead, or null.</param>
    internal static StoreError RegistrationFailed(nuint bytes, int code, Exception? exception) =>
        code == (int)StoreErrorCode.NotOpen ? OperationErrors.NotOpen(StoreOperation.Register, key: null) : new(
            (StoreErrorCode)code,
            StoreOperation.Register,
            string.Create(CultureInfo.InvariantCulture, $"The store refused to register {bytes} bytes of memory and returned {code}: {MeaningOfRegistration(code, exception)}."),
            (StoreErrorCode)code == StoreErrorCode.InvalidParams
                ? "Register memory only once and only with an open store; unregister it before you register it again."
                : "Check the store library's log; over RDMA, raise the limit of locked memory (ulimit -l) and check how much memory the device can register.")
        {
            NativeCode = code,
            Exception = exception,
        };

    /// <summary>The backend has not registered memory in time.</summary>
    /// <param name="limit">The time limit.</param>
    internal static StoreError NotRegistered(TimeSpan limit) => new(
        StoreErrorCode.Timeout,
        StoreOperation.Register,
        $"Registering memory took longer than {DurationText.Format(limit)}.",
        "Check the device and the limit of locked memory, or raise timeout= (OperationTimeout).")
    {
        Retry = RetryClass.AfterBackoff,
    };

    /// <summary>The backend refused to unregister memory, which is therefore never freed.</summary>
    /// <param name="bytes">Bytes of the memory.</param>
    /// <param name="code">The code that the backend returned.</param>
    /// <param name="exception">The exception that it threw instead, or null.</param>
    internal static StoreError UnregistrationFailed(nuint bytes, int code, Exception? exception) => new(
        (StoreErrorCode)code,
        StoreOperation.Unregister,
        string.Create(CultureInfo.InvariantCulture, $"The store could not unregister {bytes} bytes of memory ({code}: {MeaningOfUnregistration(code, exception)}). A transfer may still access this memory."),
        "Check the store library's log; the memory stays allocated until the process ends.")
    {
        NativeCode = code,
        Exception = exception,
    };

    /// <summary>The backend has not unregistered a disposed buffer in time.</summary>
    /// <param name="bytes">Bytes of the memory.</param>
    /// <param name="limit">The time limit.</param>
    internal static StoreError NotUnregistered(nint bytes, TimeSpan limit) => new(
        StoreErrorCode.Timeout,
        StoreOperation.Unregister,
        string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes of memory were not unregistered within {DurationText.Format(limit)}: the store library's call has not returned, or an operation still uses them."),
        "Do not free the memory until the store has closed, and check the store library's log; timeout= (OperationTimeout) sets how long the SDK waits.")
    {
        Retry = RetryClass.AfterBackoff,
    };

    /// <summary>Closing timed out while waiting for disposed buffers.</summary>
    /// <param name="count">Buffers that a native call is unregistering, or that are queued for one.</param>
    internal static StoreError StillRegistered(int count) => new(
        StoreErrorCode.Timeout,
        StoreOperation.Close,
        string.Create(CultureInfo.InvariantCulture, $"{count} disposed buffers (RegisteredBuffer) were not unregistered in time; they stay allocated until the store library's call returns."),
        "Check the store library's log; close-timeout= (CloseTimeout) sets how long closing waits.");

    /// <summary>Combines two failures to release memory on closing into one error.</summary>
    /// <param name="first">The first, or null.</param>
    /// <param name="second">The second, or null.</param>
    internal static StoreError? Both(StoreError? first, StoreError? second) =>
        first is null || second is null ? first ?? second : new StoreError(
        first.Code,
        StoreOperation.Close,
        $"{first.Cause} {second.Cause}",
        first.Remedy)
        {
            NativeCode = first.NativeCode,
            Exception = first.Exception,
        };

    /// <summary>Disposal timed out.</summary>
    /// <param name="holders">The holders of buffers.</param>
    /// <param name="callsUnderWay">Slabs that a native call is registering or unregistering, or that are queued for one.</param>
    internal static StoreError StillOut(IReadOnlyList<BufferHolder> holders, int callsUnderWay)
    {
        string held = holders.Count == 0 ? "none" : string.Join(", ", holders);
        return new StoreError(
            StoreErrorCode.Timeout,
            StoreOperation.Close,
            string.Create(CultureInfo.InvariantCulture, $"Registered buffers were still in use: {held}. Slabs of memory not released: {callsUnderWay}."),
            "Dispose leases before the store; buffers still in use are released when they are returned.");
    }

    /// <summary>Disposal finished, but some memory could not be unregistered.</summary>
    internal static StoreError Quarantined(StoreError first, int count) => new(
        first.Code,
        StoreOperation.Close,
        string.Create(CultureInfo.InvariantCulture, $"{count} slabs of memory could not be unregistered. The first: {first.Cause}"),
        first.Remedy)
    {
        NativeCode = first.NativeCode,
        Exception = first.Exception,
    };

    private static WriteOutcome OutcomeOf(StoreOperation operation) =>
        operation.Writes() ? WriteOutcome.NotApplied : WriteOutcome.NotAWrite;

    private static string MeaningOfRegistration(int code, Exception? exception) => exception is not null
        ? $"it threw {exception.GetType().Name}"
        : (StoreErrorCode)code switch
        {
            StoreErrorCode.InvalidParams => "part of it is already registered, or the store is not open",
            StoreErrorCode.InternalError => "the transport could not register it",
            _ => ((StoreErrorCode)code).ToString(),
        };

    private static string MeaningOfUnregistration(int code, Exception? exception) => exception is not null
        ? $"it threw {exception.GetType().Name}"
        : (StoreErrorCode)code switch
        {
            StoreErrorCode.InvalidParams => "no registered memory starts at its address",
            StoreErrorCode.InternalError => "the transport could not unregister it",
            _ => ((StoreErrorCode)code).ToString(),
        };
}
