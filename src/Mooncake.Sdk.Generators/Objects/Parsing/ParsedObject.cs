using Mooncake.Sdk.Generators.Objects.Model;

namespace Mooncake.Sdk.Generators.Objects.Parsing;

/// <summary>What came out of looking at a type: a model, or what is wrong with it.</summary>
/// <param name="Model">The model, or null if there is a problem.</param>
/// <param name="Problems">Everything that is wrong.</param>
internal readonly record struct ParsedObject(ObjectModel? Model, IReadOnlyList<ObjectProblem> Problems);
