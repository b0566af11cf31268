using Mooncake.Backends;

namespace Mooncake.Embedded;

/// <content>Capabilities of this engine beyond the contract.</content>
public sealed unsafe partial class EmbeddedStoreBackend : IBulkRemover, ISpaceReporter
{
    /// <inheritdoc/>
    public long RemoveByPrefix(ReadOnlySpan<byte> prefix, KeyFilter? filter, bool force, out long skipped)
    {
        skipped = 0;
        return IsReady ? _cluster!.RemoveByPrefix(prefix, filter, force, out skipped) : (int)StoreErrorCode.InvalidParams;
    }

    /// <inheritdoc/>
    public long RemoveByRegex(ReadOnlySpan<byte> pattern, bool force, out long skipped)
    {
        skipped = 0;
        return IsReady ? _cluster!.RemoveByRegex(pattern, force, out skipped) : (int)StoreErrorCode.InvalidParams;
    }

    /// <inheritdoc/>
    public OutOfSpaceReport ReportOutOfSpace(nuint size, int keyLength) => IsReady ? _cluster!.ReportOutOfSpace(size, keyLength) : default;
}
