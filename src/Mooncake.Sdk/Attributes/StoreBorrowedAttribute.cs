using MemoryPack;
using Mooncake.Serialization;

namespace Mooncake;

/// <summary>
/// On a <c>ReadOnlyMemory&lt;byte&gt;</c> or <c>Memory&lt;byte&gt;</c> member of a <c>[MemoryPackable]</c> type: a value that is read by
/// <c>GetLeaseAsync</c> has the member point into the lease's memory, which saves the copy. It is valid until the lease is disposed. Other
/// reads copy. The bytes are the same as without it.
/// </summary>
/// <remarks>Types that are not <c>[MemoryPackable]</c> do so without an attribute.</remarks>
public sealed class StoreBorrowedAttribute : MemoryPackCustomFormatterAttribute<BorrowedBytesFormatter, ReadOnlyMemory<byte>>
{
    /// <summary>The formatter of the member, for MemoryPack's generated code.</summary>
    public override BorrowedBytesFormatter GetFormatter() => BorrowedBytesFormatter.Instance;
}
