using System.ComponentModel;

namespace Mooncake.Serialization;

/// <summary>The constants of a type's encoding. Created once per type, by generated code. Immutable.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class StoreShape
{
    /// <summary>The fingerprint of the type's members, as written into the trailer.</summary>
    public required ulong Fingerprint { get; init; }

    /// <summary>The fingerprints that a reader of this type accepts: those of its shape's prefixes, and its own last.</summary>
    public required ulong[] AcceptedFingerprints { get; init; }

    /// <summary>The size of every value in bytes, or 0 if it varies.</summary>
    public int FixedSize { get; init; }

    /// <summary>True if MemoryPack serializes the type: then <see cref="IStoreObject{TSelf}.Pack"/> writes its values.</summary>
    public bool IsPacked { get; init; }

    /// <summary>The shape of an object: members may be appended, so the shapes of all its prefixes are accepted.</summary>
    /// <param name="memberTypes">The members' encodings in wire order, in the fingerprint's notation.</param>
    public static StoreShape OfObject(params ReadOnlySpan<string> memberTypes)
    {
        ulong[] accepted = new ulong[memberTypes.Length + 1];
        Fingerprint fingerprint = new(Serialization.Fingerprint.ObjectKind);
        accepted[0] = fingerprint.Value;
        for (int i = 0; i < memberTypes.Length; i++)
        {
            fingerprint.Append(memberTypes[i]);
            accepted[i + 1] = fingerprint.Value;
        }

        return new StoreShape { Fingerprint = fingerprint.Value, AcceptedFingerprints = accepted };
    }

    /// <summary>The shape of a version-tolerant object: its kind alone, because members may be added and removed.</summary>
    public static StoreShape OfVersionTolerant() => OfKind(Serialization.Fingerprint.VersionTolerantKind);

    /// <summary>The shape of a MemoryPack object that keeps references: its kind alone, because members may be added and removed.</summary>
    public static StoreShape OfCircularReference() => OfKind(Serialization.Fingerprint.CircularKind);

    /// <summary>The shape of a MemoryPack value without members.</summary>
    /// <param name="wireType">Its encoding, in the fingerprint's notation.</param>
    public static StoreShape OfValue(string wireType) => OfOne(Serialization.Fingerprint.ValueKind, wireType, size: 0);

    /// <summary>The shape of a union: its kind alone, because tags may be added.</summary>
    public static StoreShape OfUnion() => OfKind(Serialization.Fingerprint.UnionKind);

    /// <summary>The shape of a value without references: its image, which cannot grow.</summary>
    /// <param name="imageType">The image, in the fingerprint's notation.</param>
    /// <param name="size">Its size in bytes.</param>
    public static StoreShape OfImage(string imageType, int size) => OfOne(Serialization.Fingerprint.ImageKind, imageType, size);

    /// <summary>The same shape, of a type that MemoryPack serializes.</summary>
    public StoreShape AsPacked() => new() { Fingerprint = Fingerprint, AcceptedFingerprints = AcceptedFingerprints, IsPacked = true };

    private static StoreShape OfOne(string kind, string wireType, int size)
    {
        Fingerprint fingerprint = new(kind);
        fingerprint.Append(wireType);
        return new StoreShape
        {
            Fingerprint = fingerprint.Value,
            AcceptedFingerprints = [fingerprint.Value],
            FixedSize = size,
        };
    }

    private static StoreShape OfKind(string kind)
    {
        ulong value = new Fingerprint(kind).Value;
        return new StoreShape { Fingerprint = value, AcceptedFingerprints = [value] };
    }
}
