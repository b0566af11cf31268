using MemoryPack;
using Mooncake.Serialization;

namespace Mooncake;

/// <summary>
/// On a <c>ReadOnlyMemory&lt;byte&gt;</c> or <c>Memory&lt;byte&gt;</c> member of a <c>[MemoryPackable]</c> type: in a value that
/// <c>GetLeaseAsync</c> returns, the member points into the lease's memory, which avoids a copy. It is valid until the lease is disposed.
/// Other reads copy. The stored bytes are the same as without the attribute.
/// </summary>
/// <remarks>Types that are not <c>[MemoryPackable]</c> do this without an attribute.</remarks>
public sealed class StoreBorrowedAttribute : MemoryPackCustomFormatterAttribute<BorrowedBytesFormatter, ReadOnlyMemory<byte>>
{
    /// <summary>The formatter of the member, for MemoryPack's generated code.</summary>
    public override BorrowedBytesFormatter GetFormatter() => BorrowedBytesFormatter.Instance;
}
