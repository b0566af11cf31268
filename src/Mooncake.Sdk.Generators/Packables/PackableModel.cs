using Mooncake.Sdk.Generators.Model;

namespace Mooncake.Sdk.Generators.Packables;

/// <summary>A type that MemoryPack serializes and that holds stored types.</summary>
/// <param name="FileStem">What the emitted file's name begins with.</param>
/// <param name="Parts">The stored types, each with its codec, as type arguments.</param>
internal sealed record PackableModel(string FileStem, EquatableArray<string> Parts);
