using Mooncake.Sdk.Generators.Model;

namespace Mooncake.Sdk.Generators.Records.Model;

/// <summary>A type marked <c>[StoreKey]</c>: all that its key struct, record part and extensions depend on.</summary>
/// <param name="Scope">Where the type is declared.</param>
/// <param name="Names">What the generated code is called.</param>
/// <param name="Template">The key template.</param>
/// <param name="Integrity">What the trailer protects, as an expression.</param>
/// <param name="IsTrailerOptional">True if objects without a trailer are read as well.</param>
/// <param name="Forbidden">Which of the emitted code has to be obsolete.</param>
/// <param name="Draft">How drafts are created; null if there are none of the type.</param>
internal sealed record RecordModel(
    TypeScope Scope,
    RecordNames Names,
    KeyTemplateModel Template,
    string Integrity,
    bool IsTrailerOptional,
    ForbiddenNames Forbidden,
    DraftModel? Draft);
