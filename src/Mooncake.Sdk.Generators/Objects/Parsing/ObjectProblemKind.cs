namespace Mooncake.Sdk.Generators.Objects.Parsing;

/// <summary>What can keep a type from getting a serializer.</summary>
internal enum ObjectProblemKind
{
    /// <summary>A member's type is not encoded.</summary>
    MemberType,

    /// <summary>
    /// A member's type is not encoded for a reason that is reported elsewhere: it does not exist, or cannot get a serializer.
    /// </summary>
    ReportedElsewhere,

    /// <summary>The type or one around it is not partial, or is local to its file.</summary>
    NotPartial,

    /// <summary>Something that the user declares has the name of what would be emitted.</summary>
    NameTaken,

    /// <summary>The type is an interface or abstract and lists no concrete types, or is static.</summary>
    NotConcrete,

    /// <summary>A collection of another assembly is a base type: its elements are not members, and would be lost.</summary>
    CollectionBase,

    /// <summary>More members than the format allows.</summary>
    TooManyMembers,

    /// <summary>The orders of an explicit or version-tolerant layout are not complete, not distinct or out of range.</summary>
    Order,

    /// <summary>No constructor, or more than one, could be called.</summary>
    Constructor,

    /// <summary>A constructor's parameter has no member of its name and type.</summary>
    ConstructorParameter,

    /// <summary>A constructor's parameter is <c>ref</c> or <c>out</c>.</summary>
    ConstructorReference,

    /// <summary>A required member is not one that reading sets.</summary>
    RequiredMember,

    /// <summary>An attribute asks for a layout or a level of integrity that does not exist.</summary>
    UndefinedOption,

    /// <summary>A union's tag or type is given twice, or a type cannot stand in it.</summary>
    UnionCase,
}
