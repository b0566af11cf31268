using System.Collections.Immutable;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>What a fix may put between a key part and what follows it.</summary>
internal static class Separators
{
    /// <summary>What stands between the parts of nearly all keys, and can follow every kind of part.</summary>
    private const string Usual = "/";

    /// <summary>
    /// Properties that let a fix put a separator in front of a stretch of a template; none if its place in the source is not known.
    /// </summary>
    /// <param name="key">The declaration.</param>
    /// <param name="position">The stretch's start in the template's text.</param>
    /// <param name="length">Its length.</param>
    public static ImmutableDictionary<string, string?> Mend(KeyDeclaration key, int position, int length)
    {
        ImmutableDictionary<string, string?> none = ImmutableDictionary<string, string?>.Empty;
        string text = key.Text.Substring(position, length);

        // How these two are written depends on the kind of literal.
        bool canStandInSource = text.IndexOfAny(['"', '\\']) < 0;
        return key.HasExactLocations && canStandInSource ? none.Add(DiagnosticProperties.Replacement, Usual + text) : none;
    }
}
