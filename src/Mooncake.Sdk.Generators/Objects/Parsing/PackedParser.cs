using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Objects.Parsing;

/// <summary>
/// Turns a type that MemoryPack serializes into the model of its shape. Whether MemoryPack can serialize it is for MemoryPack's own rules
/// to
/// say.
/// </summary>
internal static class PackedParser
{
    /// <summary>Looks at a type.</summary>
    /// <param name="type">A stored type that MemoryPack serializes.</param>
    /// <param name="model">The type's model, without a kind and parts.</param>
    public static ObjectModel Parse(INamedTypeSymbol type, ObjectModel model)
    {
        StructLayouts layouts = new(type);
        PackedWires wires = new(layouts);
        PackableForm form = PackableTypes.FormOf(type);
        ObjectModel shaped = form switch
        {
            PackableForm.Union => model with
            {
                Kind = ObjectKind.Union,
                Cases = PackableTypes.CasesOf(type)
                    .Select(static item => new UnionCaseModel(item.Tag, SymbolText.Of(item.Type), ""))
                    .ToEquatableArray(),
            },
            PackableForm.Collection or PackableForm.NoGenerate => model with
            {
                Kind = ObjectKind.Value,
                Members = new[] { Describe("", "", wires.Of(type), 0) }.ToEquatableArray(),
            },
            _ => model with { Kind = KindOf(form), Members = MembersOf(type, form, wires) },
        };
        bool needsLayouts = shaped.Members.Any(static member => member.Codec.Text.Contains("LayoutImage<"));
        return needsLayouts ? shaped with { Layouts = layouts.Models } : shaped;
    }

    private static ObjectKind KindOf(PackableForm form) => form switch
    {
        PackableForm.VersionTolerant => ObjectKind.VersionTolerant,
        PackableForm.CircularReference => ObjectKind.CircularReference,
        _ => ObjectKind.Object,
    };

    private static EquatableArray<MemberModel> MembersOf(INamedTypeSymbol type, PackableForm form, PackedWires wires)
    {
        return PackableMembers.Collect(type)
            .Select((item, position) => Describe(
                TypeScope.Escape(item.Member.Name),
                SymbolText.Of(MemberCollector.TypeOf(item.Member)),
                wires.OfMember(item.Member),
                form == PackableForm.Object ? position : item.Order))
            .ToEquatableArray();
    }

    private static MemberModel Describe(string name, string typeText, PackedWire wire, int slot) =>
        new(name, typeText, new CodecModel(wire.Code, wire.Text), slot, MemberTarget.None);
}
