using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Objects.Parsing;
using Mooncake.Sdk.Generators.Records.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Records.Parsing;

/// <summary>From a type marked <c>[StoreKey]</c> to its model.</summary>
internal static class RecordParser
{
    /// <summary>Describes a type.</summary>
    /// <param name="context">The type and its attribute.</param>
    /// <param name="cancellationToken">The compiler's.</param>
    /// <returns>The model, or null if the declaration breaks a rule.</returns>
    public static RecordModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        AttributeData attribute = context.Attributes[0];
        if (context.TargetSymbol is not INamedTypeSymbol type
            || !AttributedParts.IsFirst(context)
            || !StoreKeyTargetRules.IsTarget(type)
            || attribute.ConstructorArguments.FirstOrDefault().Value is not string text)
        {
            return null;
        }

        // Without a serializer the record part would only add errors of the compiler's to those of the analyzers.
        if (ObjectParser.Parse(type, cancellationToken).Model is null)
        {
            return null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        RecordNames names = RecordNaming.NamesOf(type, NamedArgument(attribute, "Set").Value as string);
        return TakenNames.FindForKey(type, names) is null
            && StoreKeyTargetRules.IsSetName(names.Set.TrimStart('@'))
            && KeyTemplateBinder.Bind(type, text, names.KeyStruct) is { } template
            ? new RecordModel(
                TypeScope.Of(type),
                names,
                template,
                IntegrityOf(NamedArgument(attribute, "Integrity")),
                NamedArgument(attribute, "IsTrailerOptional").Value is true)
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
        IFieldSymbol? named = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, argument.Value));
        return named is null ? $"({qualified}){argument.Value}" : $"{qualified}.{named.Name}";
    }
}
