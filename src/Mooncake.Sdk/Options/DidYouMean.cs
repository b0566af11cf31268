using Mooncake.Errors;

namespace Mooncake.Options;

/// <summary>Suggests the name that was probably meant.</summary>
internal static class DidYouMean
{
    /// <summary>A question with the nearest name, followed by a space; empty if none is near.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="names">What exists.</param>
    /// <param name="suffix">Follows the name in the question.</param>
    internal static string Text(string name, string[] names, string suffix = "") =>
        NearestName.Find(name, names) is { } nearest ? $"Did you mean '{nearest}{suffix}'? " : "";
}
