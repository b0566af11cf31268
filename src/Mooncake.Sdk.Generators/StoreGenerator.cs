using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Engines;
using Mooncake.Sdk.Generators.Objects;
using Mooncake.Sdk.Generators.Packables;
using Mooncake.Sdk.Generators.Records;

namespace Mooncake.Sdk.Generators;

/// <summary>Emits the typed layer of stored types, and the registration of engines. Silent: analyzers explain what it leaves out.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class StoreGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        ObjectPipeline.Register(context);
        RecordPipeline.Register(context);
        PackablePipeline.Register(context);
        EnginePipeline.Register(context);
    }
}
