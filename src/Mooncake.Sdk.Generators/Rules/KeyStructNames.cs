namespace Mooncake.Sdk.Generators.Rules;

/// <summary>The names that the generated key struct gives to its own members; no part of a key can have them.</summary>
internal static class KeyStructNames
{
    /// <summary>The field that holds the characters to be escaped.</summary>
    public const string Escapes = "_escapes";

    /// <summary>The method that takes a value's key parts out.</summary>
    public const string Of = "Of";

    /// <summary>What <see cref="Of"/> calls where the members are ones that only obsolete code may name.</summary>
    public const string OfForbidden = "_of";

    /// <summary>The method that turns text into a key, or into an error.</summary>
    public const string Parse = "Parse";

    /// <summary>The methods that turn text into a key, or into nothing.</summary>
    public const string TryParse = "TryParse";
}
