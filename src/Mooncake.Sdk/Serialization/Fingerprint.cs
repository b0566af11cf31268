using System.Text;

namespace Mooncake.Serialization;

/// <summary>
/// A 64-bit hash that is chained member by member: FNV-1a over the kind and each member's encoding in UTF-8, a zero byte behind
/// each, spread at the end. The hash after <c>n</c> members is that of the shape's prefix. Frozen: stored objects carry it.
/// </summary>
internal struct Fingerprint
{
    /// <summary>The kind of an object whose members are appended to.</summary>
    internal const string ObjectKind = "object";

    /// <summary>The kind of a version-tolerant object.</summary>
    internal const string VersionTolerantKind = "tolerant";

    /// <summary>The kind of an object of MemoryPack's that keeps references: version tolerant, with a number for each object.</summary>
    internal const string CircularKind = "circular";

    /// <summary>The kind of a value of MemoryPack's that has no members: a collection, or what a formatter of the user's writes.</summary>
    internal const string ValueKind = "value";

    /// <summary>The kind of a union.</summary>
    internal const string UnionKind = "union";

    /// <summary>The kind of a memory image.</summary>
    internal const string ImageKind = "image";

    private const ulong OffsetBasis = 0xcbf29ce484222325;
    private const ulong Prime = 0x100000001b3;

    private ulong _state = OffsetBasis;

    /// <summary>The hash of a kind without members.</summary>
    /// <param name="kind">One of the kinds.</param>
    internal Fingerprint(string kind) => Append(kind);

    /// <summary>The hash of what was appended so far.</summary>
    internal readonly ulong Value
    {
        get
        {
            ulong value = _state;
            value = (value ^ (value >> 33)) * 0xff51afd7ed558ccd;
            value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53;
            return value ^ (value >> 33);
        }
    }

    /// <summary>Appends a member.</summary>
    /// <param name="wireType">Its encoding in the fingerprint's notation.</param>
    internal void Append(string wireType)
    {
        foreach (byte unit in Encoding.UTF8.GetBytes(wireType))
        {
            _state = unchecked((_state ^ unit) * Prime);
        }

        // The zero byte behind it: the xor changes nothing.
        _state = unchecked(_state * Prime);
    }
}
