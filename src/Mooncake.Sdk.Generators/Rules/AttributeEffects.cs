using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Objects.Parsing;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>Says why an attribute of the SDK does nothing where it stands.</summary>
internal sealed class AttributeEffects
{
    private readonly INamedTypeSymbol _type;
    private readonly ObjectModel? _model;
    private readonly SerializableTypes _types;
    private readonly List<ISymbol> _members = [];
    private readonly ConstructionPlan? _plan;

    /// <summary>Looks at a type once.</summary>
    /// <param name="type">A class, struct, interface or enum, stored or not.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public AttributeEffects(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        _type = type;
        _types = new SerializableTypes(type);
        _model = SerializableTypes.IsStored(type) ? ObjectParser.Parse(type, cancellationToken).Model : null;
        if (_model is { Kind: ObjectKind.Object or ObjectKind.VersionTolerant })
        {
            _members = MemberCollector.Collect(type);
            _plan = ConstructionPlan.Make(type, _members, []);
        }
    }

    /// <summary>
    /// Why an attribute does nothing on a member, as a clause; null if it does something, or if another rule reports the type.
    /// </summary>
    /// <param name="member">A property or field of the type.</param>
    /// <param name="attribute">The attribute's full name.</param>
    public string? WhyNotOn(ISymbol member, string attribute)
    {
        if ((StorableMembers.WhyNever(member) ?? StorableMembers.WhyNeverIn(_type)) is { } never)
        {
            return never;
        }

        return attribute switch
        {
            StoreTypeNames.StoreInclude => WhyNotIncluded(member),
            StoreTypeNames.StoreIgnore => !member.IsOverride && !MemberCollector.IsPublic(member) && !SymbolText.HasAttribute(member, StoreTypeNames.StoreInclude)
                ? "members that are not public are not stored anyway"
                : null,
            StoreTypeNames.StoreKeepInitializer => StorableMembers.WhyLeftOut(member) ?? WhyNotKept(member),
            StoreTypeNames.StoreUtf16 => StorableMembers.WhyLeftOut(member) ?? WhyNotUtf16(member),
            _ => StorableMembers.WhyLeftOut(member),
        };
    }

    /// <summary>Why <c>[StoreConstructor]</c> does nothing on a constructor, as a clause; null if it does something.</summary>
    /// <param name="constructor">A constructor of the type.</param>
    public string? WhyNotOn(IMethodSymbol constructor)
    {
        return constructor.IsStatic ? "a static constructor creates no objects"
            : StorableMembers.WhyNeverIn(_type)
                ?? (!SerializableTypes.IsStored(_type) ? StorableMembers.WhyNotStored(_type)
                : _model is { Kind: ObjectKind.Union } ? $"reading never creates a '{_type.Name}', only the types that it lists"
                : null);
    }

    /// <summary>Why <c>[StoreUtf16]</c> does nothing on the type, as a clause; null if it does something.</summary>
    public string? WhyNotUtf16()
    {
        if (!SerializableTypes.IsStored(_type))
        {
            return StorableMembers.WhyNotStored(_type);
        }

        return StorableMembers.WhyNeverIn(_type) ?? _model switch
        {
            null => null,
            { Kind: ObjectKind.Union } => "the types that a union lists are written as they say themselves; put it on those",
            _ => _members.Exists(member => ChangesWithUtf16(MemberCollector.TypeOf(member))) ? null : "no stored member contains a string to which it would apply",
        };
    }

    /// <summary>Why the layout that the type asks for does nothing, as a clause; null if it does something or is not asked for.</summary>
    public string? WhyNotLayout()
    {
        return ObjectParser.LayoutOf(_type) == MemberOrder.Sequential || _model is null ? null
            : _model.Kind == ObjectKind.Union ? "a union has no members of its own; put it on the types that it lists"
            : StorableMembers.WhyNeverIn(_type);
    }

    private static string? WhyNotIncluded(ISymbol member)
    {
        return SymbolText.HasAttribute(member, StoreTypeNames.StoreIgnore) ? "[StoreIgnore] leaves the member out"
            : MemberCollector.IsPublic(member) ? "public members are stored anyway"
            : StorableMembers.IsOutOfReach(member)
                ? $"no type below the abstract '{member.ContainingType.Name}' can access the member; make it protected or internal"
                : null;
    }

    private string? WhyNotKept(ISymbol member)
    {
        int position = _plan is null ? -1 : _members.FindIndex(other => SymbolEqualityComparer.Default.Equals(other, member));
        return position < 0 ? null : _plan!.Targets[position] switch
        {
            MemberTarget.None => "reading never sets the member",
            MemberTarget.Argument or MemberTarget.ArgumentAndInitializer => "the member is a constructor parameter, which gets the default of its type if the bytes do not contain the member",
            MemberTarget.Initializer => "the member is required, so that every construction sets it",
            _ => null,
        };
    }

    private string? WhyNotUtf16(ISymbol member)
    {
        return SymbolText.HasAttribute(member.ContainingType, StoreTypeNames.StoreUtf16) ? "the type has it for all its members"
            : ChangesWithUtf16(MemberCollector.TypeOf(member)) ? null
            : "the member contains no string to which it would apply";
    }

    private bool ChangesWithUtf16(ITypeSymbol type) =>
        _types.FindCodec(type, isUtf16: true)?.Text != _types.FindCodec(type, isUtf16: false)?.Text;
}
