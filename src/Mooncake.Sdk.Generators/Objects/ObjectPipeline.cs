using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Objects.Emission;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Objects.Parsing;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Objects;

/// <summary>From types marked <c>[StoreObject]</c> or <c>[StoreUnion]</c> to their serializers: parse to a model, emit.</summary>
internal static class ObjectPipeline
{
    /// <summary>Adds the pipeline's steps.</summary>
    /// <param name="context">The generator's initialization.</param>
    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        // A type may carry several of the attributes; the first of StoreObject, StoreKey and StoreUnion that it carries makes its
        // serializer.
        Register(context, StoreTypeNames.StoreObject, TrackingNames.StoreObjects, static _ => true);
        Register(context, StoreTypeNames.StoreUnion, TrackingNames.StoreUnions, static type =>
            !SymbolText.HasAttribute(type, StoreTypeNames.StoreObject) && !SymbolText.HasAttribute(type, StoreTypeNames.StoreKey));
    }

    /// <summary>Adds the steps from models to files.</summary>
    /// <param name="context">The generator's initialization.</param>
    /// <param name="models">The models, null where there is none.</param>
    /// <param name="trackingName">What the step with the models is called.</param>
    public static void Emit(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ObjectModel?> models, string trackingName)
    {
        context.RegisterSourceOutput(
            models
                .Where(static model => model is not null)
                .Select(static (model, _) => model!)
                .WithTrackingName(trackingName),
            static (output, model) => Isolation.AddSource(output, ObjectEmitter.HintName(model), () => ObjectEmitter.Emit(model)));
    }

    private static void Register(
        IncrementalGeneratorInitializationContext context,
        string attribute,
        string trackingName,
        Func<INamedTypeSymbol, bool> isOurs)
    {
        Emit(
            context,
            context.SyntaxProvider.ForAttributeWithMetadataName(
                attribute,
                static (node, _) => node is TypeDeclarationSyntax,
                (found, cancellationToken) => found.TargetSymbol is INamedTypeSymbol type
                    && isOurs(type)
                    && AttributedParts.IsFirst(found)
                    && LanguageVersions.IsSupported(found.TargetNode.SyntaxTree)
                    ? Isolation.Parse(() => ObjectParser.Parse(type, cancellationToken).Emitted)
                    : null),
            trackingName);
    }
}
