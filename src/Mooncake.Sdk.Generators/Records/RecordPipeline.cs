using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Objects;
using Mooncake.Sdk.Generators.Records.Emission;
using Mooncake.Sdk.Generators.Records.Model;
using Mooncake.Sdk.Generators.Records.Parsing;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Records;

/// <summary>From types marked <c>[StoreKey]</c> to their keys, record parts, typed sets and serializers: parse to models, emit.</summary>
internal static class RecordPipeline
{
    /// <summary>C# 14, the first with extension members. The compiler's package names it only from 5.0 on.</summary>
    private const int CSharp14 = 1400;

    /// <summary>Adds the pipeline's steps.</summary>
    /// <param name="context">The generator's initialization.</param>
    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<KeyedModels> keyed = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                StoreTypeNames.StoreKey,
                static (node, _) => node is TypeDeclarationSyntax,
                static (found, cancellationToken) => Isolation.Parse(() => RecordParser.Parse(found, cancellationToken)));
        ObjectPipeline.Emit(context, keyed.Select(static (models, _) => models.Object), TrackingNames.StoreKeyObjects);
        IncrementalValuesProvider<RecordModel> records = keyed
            .Where(static models => models.Record is not null)
            .Select(static (models, _) => models.Record!)
            .WithTrackingName(TrackingNames.StoreRecords);
        IncrementalValueProvider<bool> hasExtensionMembers = context.ParseOptionsProvider
            .Select(static (options, _) => options is CSharpParseOptions { LanguageVersion: var version } && (int)version >= CSharp14)
            .WithTrackingName(TrackingNames.ExtensionMembers);
        context.RegisterSourceOutput(
            records.Combine(hasExtensionMembers),
            static (output, pair) => Isolation.AddSource(
                output, pair.Left.Scope.FileStem + ".StoreKey.g.cs", () => RecordEmitter.Emit(pair.Left, pair.Right)));
    }
}
