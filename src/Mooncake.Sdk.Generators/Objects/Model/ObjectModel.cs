using Mooncake.Sdk.Generators.Model;

namespace Mooncake.Sdk.Generators.Objects.Model;

/// <summary>A type whose serializer is emitted.</summary>
/// <param name="Scope">Where it is declared.</param>
/// <param name="Kind">How its values are encoded.</param>
/// <param name="TypeText">The type, fully qualified.</param>
/// <param name="IsValueType">True for structs.</param>
/// <param name="IsInterface">True for a union that is an interface.</param>
/// <param name="IsHiding">True if the codec hides an inherited member.</param>
/// <param name="IsNesting">True if values can hold objects, so that levels have to be counted.</param>
/// <param name="IsForbidden">
/// True if the codec names something that only obsolete code may name, so that it has to be obsolete itself.
/// </param>
/// <param name="Image">The image of a struct without references; for a generic struct that may turn out to be one, its raw image.</param>
/// <param name="UsesMemoryPack">
/// True if MemoryPack serializes the type: then the parts make up its shape, and nothing else is emitted from them.
/// </param>
/// <param name="TypeParameters">The type parameters that have codecs, those of containing types first.</param>
/// <param name="Members">The members in wire order.</param>
/// <param name="Arguments">The constructor's arguments, in parameter order.</param>
/// <param name="Cases">The concrete types of a union.</param>
/// <param name="Layouts">The layouts of structs without references that members hold.</param>
/// <param name="Payload">The member that drafts hold in registered memory; null if there is none, or the type has no key.</param>
internal sealed record ObjectModel(
    TypeScope Scope,
    ObjectKind Kind,
    string TypeText,
    bool IsValueType,
    bool IsInterface,
    bool IsHiding,
    bool IsNesting,
    bool IsForbidden,
    string? Image,
    bool UsesMemoryPack,
    EquatableArray<TypeParameterModel> TypeParameters,
    EquatableArray<MemberModel> Members,
    EquatableArray<ArgumentModel> Arguments,
    EquatableArray<UnionCaseModel> Cases,
    EquatableArray<LayoutModel> Layouts,
    PayloadModel? Payload = null);
