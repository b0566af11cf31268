namespace Mooncake.Operations;

/// <summary>The result of a call that is made alone.</summary>
/// <param name="Number">The backend's return code, if there is no error.</param>
/// <param name="Error">Why there is no return code, or null.</param>
internal readonly record struct BackendResult(long Number, StoreError? Error);
