using Mooncake.Backends;
using Mooncake.Durable.Caching;
using Mooncake.Embedded.Index;

namespace Mooncake.Durable;

/// <content>Objects of the memory tier are read where they lie, without a copy.</content>
public sealed unsafe partial class DurableStoreBackend : IInPlaceReader
{
    /// <inheritdoc/>
    /// <remarks>
    /// Answers 0 for what is not in the memory tier, without a look at the disk. A store that is closed while a view lasts waits up to ten
    /// seconds for its end.
    /// </remarks>
    public long View(byte* key, int keyLength, out ObjectView view)
    {
        view = default;
        int refusal = RefuseKey(key, keyLength);
        if (refusal != 0)
        {
            return refusal;
        }

        if (_store!.Memory is not { } memory)
        {
            return MemoryTier.NotHere;
        }

        long answer = memory.View(key, keyLength, out HazardSlot* slot, out byte* bytes);
        view = slot == null ? default : new ObjectView(this, bytes, (nint)slot);
        return answer;
    }

    /// <inheritdoc/>
    public void EndView(nint token) => HazardSlot.ExitView((HazardSlot*)token);
}
