namespace Mooncake.Observability;

/// <summary>How many objects of an operation failed in one way.</summary>
/// <param name="Type">The error's code by name, or the type of what was thrown.</param>
/// <param name="NativeCode">The number that the store library answered, or null.</param>
/// <param name="Count">How many; 1 or more.</param>
internal readonly record struct ErrorCount(string Type, int? NativeCode, int Count);
