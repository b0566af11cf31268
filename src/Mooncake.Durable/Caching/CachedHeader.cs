using System.Runtime.InteropServices;
using Mooncake.Durable.Engine;

namespace Mooncake.Durable.Caching;

/// <summary>
/// What lies before the bytes of an object in the memory tier. Its length keeps the bytes as aligned as the engine aligns values.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = Length)]
internal struct CachedHeader
{
    /// <summary>The header's bytes.</summary>
    internal const int Length = 32;

    /// <summary>The object's sequence, which is its version.</summary>
    internal ulong Sequence;

    /// <summary>When the object expires, in milliseconds since 1970; 0 for never.</summary>
    internal long ExpiresAt;

    /// <summary>
    /// The time, in ticks of the tier's clock, from which on a read renews the object's lease. The only field that changes.
    /// </summary>
    internal long RenewAt;

    /// <summary>The header of an object whose lease the next read renews.</summary>
    /// <param name="record">What the family of metadata holds.</param>
    internal CachedHeader(in ObjectRecord record)
    {
        Sequence = record.Sequence;
        ExpiresAt = record.ExpiresAt;
        RenewAt = long.MinValue;
    }
}
