using Mooncake.Sdk.Generators.Objects.Model;

namespace Mooncake.Sdk.Generators.Records.Model;

/// <summary>What one look at a type marked <c>[StoreKey]</c> finds.</summary>
/// <param name="Record">The key, record part and extensions, or null if the declaration breaks a rule.</param>
/// <param name="Object">The serializer, or null if the type gets none or is marked <c>[StoreObject]</c> as well, which makes it.</param>
internal readonly record struct KeyedModels(RecordModel? Record, ObjectModel? Object);
