using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Packables;

/// <summary>From types marked <c>[MemoryPackable]</c> to the registration of the stored types in them.</summary>
internal static class PackablePipeline
{
    /// <summary>Adds the pipeline's steps.</summary>
    /// <param name="context">The generator's initialization.</param>
    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName(
                MemoryPackNames.Packable,
                static (node, _) => node is TypeDeclarationSyntax,
                static (found, _) =>
                    LanguageVersions.IsSupported(found.TargetNode.SyntaxTree) ? Parse((INamedTypeSymbol)found.TargetSymbol) : null)
                .Where(static model => model is not null)
                .Select(static (model, _) => model!)
                .WithTrackingName(TrackingNames.Packables),
            static (output, model) => output.AddSource(PackableEmitter.HintName(model), PackableEmitter.Emit(model)));
    }

    private static PackableModel? Parse(INamedTypeSymbol type)
    {
        SerializableTypes types = new(type);
        List<string> parts = [];
        foreach (INamedTypeSymbol part in StoredParts.FindAll(type))
        {
            if (types.FindCodec(part, isUtf16: false) is CodecModel codec)
            {
                parts.Add($"{SymbolText.Of(part)}, {codec.Text}");
            }
        }

        return parts.Count == 0 ? null : new PackableModel(FileStems.Of(type), parts.ToEquatableArray());
    }
}
