namespace Mooncake.Operations;

/// <summary>What came of a call that is made alone.</summary>
/// <param name="Number">The backend's answer, where there is no error.</param>
/// <param name="Error">Why the backend did not answer, or null.</param>
internal readonly record struct BackendAnswer(long Number, StoreError? Error);
