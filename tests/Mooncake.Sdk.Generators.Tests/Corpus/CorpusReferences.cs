using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Corpus;

/// <summary>What the projects of the corpus reference.</summary>
internal static class CorpusReferences
{
    /// <summary>The runtime, the SDK, and this assembly for <see cref="RoundTrip"/>.</summary>
    public static MetadataReference[] All { get; } =
        [.. GeneratorHarness.References, MetadataReference.CreateFromFile(typeof(RoundTrip).Assembly.Location)];
}
