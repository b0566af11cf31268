namespace Mooncake.Cli.Doctor.Machines;

/// <summary>What came of loading the native library.</summary>
/// <param name="Path">The path that loaded; null if none did.</param>
/// <param name="Problem">Why none did, with each path that was tried; null if one did.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="MissingDependency">A library that the native library needs and that was not found, or null.</param>
/// <param name="MissingFunctions">Functions of the C ABI that a library lacks, which is otherwise in order.</param>
internal sealed record LibraryAnswer(
    string? Path, string? Problem = null, string? Remedy = null, string? MissingDependency = null,
    IReadOnlyList<string>? MissingFunctions = null);
