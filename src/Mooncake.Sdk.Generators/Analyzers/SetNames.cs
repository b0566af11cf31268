using Mooncake.Sdk.Generators.Records.Parsing;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>The names of typed sets.</summary>
internal static class SetNames
{
    /// <summary>The attribute's argument for the name.</summary>
    public const string Argument = "Set";

    /// <summary>The name that a declaration asks for, or null.</summary>
    /// <param name="key">The declaration.</param>
    public static string? Stated(KeyDeclaration key) =>
        key.Attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == Argument).Value.Value as string;

    /// <summary>The name that the set gets.</summary>
    /// <param name="key">The declaration.</param>
    public static string Of(KeyDeclaration key) => RecordNaming.SetNameOf(key.Type, Stated(key));
}
