namespace Mooncake.Embedded.Regex;

/// <summary>One instruction of a compiled pattern.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="First">See <see cref="PatternOperation"/>.</param>
/// <param name="Second">See <see cref="PatternOperation"/>.</param>
internal readonly record struct PatternInstruction(PatternOperation Operation, int First = 0, int Second = 0);
