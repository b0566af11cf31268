namespace Mooncake.Observability;

/// <summary>The number of objects of an operation that failed with the same error.</summary>
/// <param name="Type">The error's code by name, or the type of the exception.</param>
/// <param name="NativeCode">The code that the store library returned, or null.</param>
/// <param name="Count">The number; 1 or more.</param>
internal readonly record struct ErrorCount(string Type, int? NativeCode, int Count);
