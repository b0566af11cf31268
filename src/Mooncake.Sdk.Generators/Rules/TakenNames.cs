using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Objects.Parsing;
using Mooncake.Sdk.Generators.Records.Model;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>Whether something that the user declares has the name of what would be emitted.</summary>
internal static class TakenNames
{
    private const string GeneratedCode = "System.CodeDom.Compiler.GeneratedCodeAttribute";
    private const string Tool = "Mooncake.Sdk.Generators";

    /// <summary>Why a type cannot have a codec inside, as the end of a sentence; null if it can.</summary>
    /// <param name="type">A stored type.</param>
    public static string? FindForCodec(INamedTypeSymbol type)
    {
        const string Codec = StoreTypeNames.EmittedCodec;
        if (type.Name == Codec)
        {
            return "it has the name of the codec that is generated inside it; rename it";
        }

        if (SymbolText.TypeParametersOf(type).FirstOrDefault(static parameter => parameter.Name == Codec) is { ContainingType: { } level })
        {
            return $"the type parameter '{Codec}' of '{level.Name}' has the name of the codec that is generated inside it; rename the type parameter";
        }

        int arity = CodecParameters.ArgumentsOf(type).Count;
        return type.GetMembers(Codec).Any(member => !IsEmitted(member) && (member is not INamedTypeSymbol nested || nested.Arity == arity))
            ? $"its member '{Codec}' has the name of the codec that is generated inside it; rename the member"
            : null;
    }

    /// <summary>Why a type cannot have a key and a typed set beside it, as the end of a sentence; null if it can.</summary>
    /// <param name="type">A stored type.</param>
    /// <param name="names">What would be emitted.</param>
    public static string? FindForKey(INamedTypeSymbol type, RecordNames names)
    {
        string keyStruct = names.KeyStruct;
        INamespaceOrTypeSymbol around = type.ContainingType is { } container ? container : type.ContainingNamespace;
        if (type.ContainingType?.Name == keyStruct
            || around.GetMembers(keyStruct).Any(static member => !IsEmitted(member) && !IsPartOfKey(member)))
        {
            return $"'{keyStruct}', the name of the generated key, is taken; rename one of them";
        }

        return names.ExtensionsAccessibility.Length > 0
            && type.ContainingNamespace.GetMembers(names.Extensions).Any(static member => !IsEmitted(member) && !IsPartOfExtensions(member))
            ? $"'{names.Extensions}', the name of the generated class with the typed set, is taken; rename that type, or declare it 'static partial'"
            : null;
    }

    /// <summary>True for what this generator emitted: it is there when rules look at a type.</summary>
    /// <param name="member">Any symbol.</param>
    public static bool IsEmitted(ISymbol member) =>
        SymbolText.FindAttribute(member, GeneratedCode)?.ConstructorArguments.FirstOrDefault().Value is Tool;

    // Users may add members to a key. A generic type of its name is another.
    private static bool IsPartOfKey(ISymbol member)
    {
        return member is INamedTypeSymbol other
            && (other.Arity > 0
                || (other is { IsRecord: true, IsValueType: true }
                    && TypeScope.IsPartial(other)
                    && !SerializableTypes.IsStored(other)
                    && MemberCollector.FindPrimaryConstructor(other) is null));
    }

    private static bool IsPartOfExtensions(ISymbol member) =>
        member is INamedTypeSymbol other && (other.Arity > 0 || (other.IsStatic && TypeScope.IsPartial(other)));
}
