using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Objects.Model;

namespace Mooncake.Sdk.Generators.Shapes;

/// <summary>
/// Compares shapes by the format's rules of evolution. Names are looked at although the bytes do not hold them: two members of one
/// encoding that have changed places leave the fingerprint as it is, and swap what is read.
/// </summary>
internal static class ShapeComparison
{
    /// <summary>Compares.</summary>
    /// <param name="listed">The shape on file.</param>
    /// <param name="current">The shape of the declaration.</param>
    public static ShapeDifference Compare(StoredShape listed, StoredShape current)
    {
        ShapeDifference difference = new(RemedyOf(listed.Kind));
        if (listed.Kind != current.Kind)
        {
            difference.Break($"it changed from {WordsOf(listed.Kind)} to {WordsOf(current.Kind)}");
            return difference;
        }

        foreach (ShapeMember old in listed.Members)
        {
            Compare(old, listed, current, difference);
        }

        foreach (ShapeMember added in current.Members.Where(member => !Has(listed, member.Place) && FindByName(listed, member.Name) is null))
        {
            Add(added, listed.Kind, difference);
        }

        return difference;
    }

    /// <summary>
    /// The line to write for a type. It keeps the slots of a version-tolerant object that are left out now: stored objects may still
    /// fill them, so that they must not hold anything else later.
    /// </summary>
    /// <param name="listed">The shape on file, or null.</param>
    /// <param name="current">The shape of the declaration.</param>
    public static StoredShape Merge(StoredShape? listed, StoredShape current)
    {
        if (listed is null || !StoredShape.HasSlots(listed.Kind) || current.Kind != listed.Kind)
        {
            return current;
        }

        IEnumerable<ShapeMember> kept = listed.Members.Where(
            member => !Has(current, member.Place) && FindByName(current, member.Name) is null);
        return current with { Members = current.Members.Concat(kept).OrderBy(static member => member.Place).ToEquatableArray() };
    }

    private static void Compare(ShapeMember old, StoredShape listed, StoredShape current, ShapeDifference difference)
    {
        ShapeMember? here = FindByPlace(current, old.Place);
        ShapeMember? moved = FindByName(current, old.Name);
        if (moved is not null && moved.Place != old.Place)
        {
            difference.Break($"{Quote(old)} moved from {PlaceOf(old, listed.Kind)} to {PlaceOf(moved, listed.Kind)}");
        }
        else if (here is null)
        {
            // A slot may be left out; its place stays taken.
            if (!StoredShape.HasSlots(listed.Kind))
            {
                difference.Break($"{Quote(old)} was removed");
            }
        }
        else if (here.Name == old.Name)
        {
            if (here.Wire != old.Wire)
            {
                difference.Break($"the encoding of {Quote(old)} changed from '{old.Wire}' to '{here.Wire}'");
            }
        }
        else if (FindByName(listed, here.Name) is not null)
        {
            difference.Break($"{Quote(old)} was removed");
        }
        else if (listed.Kind == ObjectKind.Union || here.Wire != old.Wire)
        {
            difference.Break($"{PlaceOf(old, listed.Kind)} changed from {Describe(old)} to {Describe(here)}");
        }
        else
        {
            difference.Allow($"{Quote(old)} was renamed to {Quote(here)}");
        }
    }

    private static void Add(ShapeMember added, ObjectKind kind, ShapeDifference difference)
    {
        if (kind == ObjectKind.Image)
        {
            difference.Break($"{Quote(added)} was added, but an unmanaged struct cannot grow");
        }
        else
        {
            difference.Allow(
                kind == ObjectKind.Object ? $"{Quote(added)} was appended" : $"{Quote(added)} was added as {PlaceOf(added, kind)}");
        }
    }

    private static string Quote(ShapeMember member) => $"'{(member.Name.Length == 0 ? member.Wire : member.Name)}'";

    private static string Describe(ShapeMember member) =>
        member is { Name.Length: > 0, Wire.Length: > 0 } ? $"{Quote(member)} ({member.Wire})" : Quote(member);

    private static string PlaceOf(ShapeMember member, ObjectKind kind) => kind switch
    {
        ObjectKind.VersionTolerant or ObjectKind.CircularReference => $"slot {member.Place}",
        ObjectKind.Union => $"tag {member.Place}",
        _ => $"place {member.Place}",
    };

    private static string RemedyOf(ObjectKind kind) => kind switch
    {
        ObjectKind.VersionTolerant or ObjectKind.CircularReference => "take a new slot instead",
        ObjectKind.Union => "take a new tag instead",
        ObjectKind.Image or ObjectKind.Value => "",
        _ => "append members instead",
    };

    private static string WordsOf(ObjectKind kind) => kind switch
    {
        ObjectKind.VersionTolerant => "version-tolerant",
        ObjectKind.CircularReference => "version-tolerant with references",
        ObjectKind.Value => "a value without members",
        ObjectKind.Union => "a union",
        ObjectKind.Image => "an unmanaged struct",
        _ => "a plain object",
    };

    private static bool Has(StoredShape shape, int place) => FindByPlace(shape, place) is not null;

    private static ShapeMember? FindByPlace(StoredShape shape, int place) => shape.Members.FirstOrDefault(member => member.Place == place);

    private static ShapeMember? FindByName(StoredShape shape, string name) => shape.Members.FirstOrDefault(member => member.Name == name);
}
