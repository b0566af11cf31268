namespace Mooncake.Operations;

/// <summary>Why a key or a value cannot be written; <c>default</c> if it can.</summary>
/// <param name="Code">The reason, or <see cref="StoreErrorCode.Ok"/>.</param>
/// <param name="Exception">The exception of user code (a getter, an enumerator, a formatter), or null.</param>
internal readonly record struct WriteFault(StoreErrorCode Code, Exception? Exception = null)
{
    /// <summary>True if there is no fault.</summary>
    internal bool IsNone => Code == StoreErrorCode.Ok;

    /// <summary>The fault of a value whose own code threw while it was measured or written.</summary>
    internal static WriteFault Thrown(Exception exception) => new(StoreErrorCode.ValueNotEncodable, exception);
}
