using System.Globalization;
using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Objects.Parsing;
using Mooncake.Sdk.Generators.Rules;
using Hash = Mooncake.Serialization.Fingerprint;

namespace Mooncake.Sdk.Generators.Shapes;

/// <summary>
/// What the bytes of a type's objects look like, as a line of <c>StoreShapes.txt</c> says it. The fingerprint is the one in the
/// objects' trailers, but for what only the runtime knows: the size of a struct whose fields cannot be seen stands as a question
/// mark, and the type parameters of a generic type by their positions.
/// </summary>
/// <param name="Name">The type's metadata name.</param>
/// <param name="Kind">How its values are encoded.</param>
/// <param name="Members">Its parts, by their places.</param>
internal sealed record StoredShape(string Name, ObjectKind Kind, EquatableArray<ShapeMember> Members)
{
    /// <summary>The fingerprint of the shape.</summary>
    public ulong Fingerprint
    {
        get
        {
            Hash fingerprint = new(WordOf(Kind));
            if (Kind is ObjectKind.Image or ObjectKind.Value)
            {
                fingerprint.Append(ImageWire);
            }

            // Of a union and an object with slots the kind alone enters: parts come and go.
            foreach (ShapeMember member in Kind == ObjectKind.Object ? Members : default)
            {
                fingerprint.Append(member.Wire);
            }

            return fingerprint.Value;
        }
    }

    private string ImageWire => Members is { Count: 1 } && Members[0].Name.Length == 0
        ? Members[0].Wire
        : $"{{{string.Join(";", Members.Select(static member => member.Wire))}}}";

    /// <summary>The shape of a type, or null if no serializer is emitted for it: other rules say why.</summary>
    /// <param name="type">A type marked <c>[StoreObject]</c>, <c>[StoreKey]</c> or <c>[StoreUnion]</c>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static StoredShape? Of(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        return ObjectParser.Parse(type, cancellationToken).Model is { } model
            ? new StoredShape(RuntimeNames.MetadataNameOf(type), model.Kind, MembersOf(model, type).OrderBy(static member => member.Place).ToEquatableArray())
            : null;
    }

    /// <summary>The word for a kind, which is also what its fingerprints begin with.</summary>
    /// <param name="kind">The kind.</param>
    public static string WordOf(ObjectKind kind) => kind switch
    {
        ObjectKind.VersionTolerant => Hash.VersionTolerantKind,
        ObjectKind.CircularReference => Hash.CircularKind,
        ObjectKind.Union => Hash.UnionKind,
        ObjectKind.Value => Hash.ValueKind,
        ObjectKind.Image => Hash.ImageKind,
        _ => Hash.ObjectKind,
    };

    /// <summary>True if each member has a slot, which may be left out.</summary>
    /// <param name="kind">The kind.</param>
    public static bool HasSlots(ObjectKind kind) => kind is ObjectKind.VersionTolerant or ObjectKind.CircularReference;

    /// <summary>The line, without its end.</summary>
    public override string ToString()
    {
        string line = $"{Name} {Fingerprint.ToString("x16", CultureInfo.InvariantCulture)} {WordOf(Kind)}";
        return string.Join(" ", Members.Select(Describe).Prepend(line));
    }

    private static IEnumerable<ShapeMember> MembersOf(ObjectModel model, INamedTypeSymbol type)
    {
        switch (model.Kind)
        {
            case ObjectKind.Union:
                return model.Cases.Select(static item => new ShapeMember(item.Tag, TypeNameOf(item.TypeText), ""));
            case ObjectKind.Image:
                return model.Layouts.FirstOrDefault(layout => layout.TypeText == model.TypeText) is { } layout
                    ? layout.Fields.Select(static (field, i) => new ShapeMember(i, FieldNameOf(field.MetadataName), field.Wire))
                    : [new ShapeMember(0, "", RuntimeNames.WireOf(type))];
            default:
                return model.Members.Select(static member => new ShapeMember(member.Slot, member.Name.TrimStart('@'), member.Codec.Wire));
        }
    }

    // The name in a line has no spaces.
    private static string TypeNameOf(string typeText) => typeText.Replace("global::", "").Replace(" ", "");

    // The field behind an automatic property is named <Property>k__BackingField.
    private static string FieldNameOf(string metadataName)
    {
        int end = metadataName.IndexOf('>');
        return end > 0 && metadataName[0] == '<' ? metadataName.Substring(1, end - 1) : metadataName;
    }

    private string Describe(ShapeMember member)
    {
        string named = member.Name.Length == 0 ? member.Wire : $"{member.Name}:{member.Wire}";
        return Kind switch
        {
            ObjectKind.Union => $"{member.Place.ToString(CultureInfo.InvariantCulture)}:{member.Name}",
            _ when HasSlots(Kind) => $"{member.Place.ToString(CultureInfo.InvariantCulture)}:{named}",
            _ => named,
        };
    }
}
