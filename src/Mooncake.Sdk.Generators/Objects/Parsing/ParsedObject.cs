using Mooncake.Sdk.Generators.Objects.Model;

namespace Mooncake.Sdk.Generators.Objects.Parsing;

/// <summary>What came out of looking at a type: a model, or what is wrong with it.</summary>
/// <param name="Model">The model, or null if there is a problem.</param>
/// <param name="Problems">Everything that is wrong.</param>
/// <param name="Substitute">What is emitted instead of a model, so that one mistake is one error; null if nothing can be.</param>
internal readonly record struct ParsedObject(ObjectModel? Model, IReadOnlyList<ObjectProblem> Problems, ObjectModel? Substitute = null)
{
    /// <summary>What is emitted, or null for nothing.</summary>
    public ObjectModel? Emitted => Model ?? Substitute;
}
