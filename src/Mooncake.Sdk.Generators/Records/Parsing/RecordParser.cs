using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Objects.Parsing;
using Mooncake.Sdk.Generators.Records.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Records.Parsing;

/// <summary>From a type marked <c>[StoreKey]</c> to its models.</summary>
internal static class RecordParser
{
    /// <summary>Describes a type, and its serializer.</summary>
    /// <param name="context">The type and its attribute.</param>
    /// <param name="cancellationToken">The compiler's.</param>
    public static KeyedModels Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        if (context.TargetSymbol is not INamedTypeSymbol type
            || !AttributedParts.IsFirst(context)
            || !LanguageVersions.IsSupported(context.TargetNode.SyntaxTree)
            || ObjectParser.Parse(type, cancellationToken).Emitted is not { } serializer)
        {
            return default;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new KeyedModels(
            ParseRecord(type, context.Attributes[0], serializer),
            SymbolText.HasAttribute(type, StoreTypeNames.StoreObject) ? null : serializer);
    }

    /// <summary>Describes a type's key, record part and extensions.</summary>
    /// <param name="type">The type.</param>
    /// <param name="attribute">Its <c>[StoreKey]</c>.</param>
    /// <param name="serializer">Its serializer.</param>
    /// <returns>The model, or null if the declaration breaks a rule.</returns>
    public static RecordModel? ParseRecord(INamedTypeSymbol type, AttributeData attribute, ObjectModel serializer)
    {
        if (!StoreKeyTargetRules.IsTarget(type) || attribute.ConstructorArguments.FirstOrDefault().Value is not string text)
        {
            return null;
        }

        string? set = NamedArgument(attribute, "Set").Value as string;
        RecordNames names = RecordNaming.NamesOf(type, set);
        return TakenNames.FindForKey(type, names) is null
            && StoreKeyTargetRules.IsSetName(RecordNaming.SetNameOf(type, set))
            && KeyTemplateBinder.Bind(type, text, names.KeyStruct) is { } template
            ? new RecordModel(
                serializer.Scope,
                names,
                template,
                IntegrityOf(NamedArgument(attribute, "Integrity")),
                NamedArgument(attribute, "IsTrailerOptional").Value is true,
                ForbiddenNamesFinder.Find(type, names, template),
                DraftParser.Parse(serializer, template))
            : null;
    }

    private static TypedConstant NamedArgument(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value;

    /// <summary>The attribute's integrity level as an expression; the default one where it is not set.</summary>
    private static string IntegrityOf(TypedConstant argument)
    {
        if (argument is not { Kind: TypedConstantKind.Enum, Type: { } type })
        {
            return "global::Mooncake.StoreIntegrity.Checksum";
        }

        string qualified = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        IFieldSymbol? named = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(
            field => field.HasConstantValue && Equals(field.ConstantValue, argument.Value));
        return named is null ? $"({qualified}){argument.Value}" : $"{qualified}.{named.Name}";
    }
}
