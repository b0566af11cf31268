using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Objects;

/// <summary>From attributed types to their serializers: parse to a model, emit.</summary>
internal static class ObjectPipeline
{
    /// <summary>Adds the pipeline's steps.</summary>
    /// <param name="context">The generator's initialization.</param>
    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        _ = context;
    }
}
