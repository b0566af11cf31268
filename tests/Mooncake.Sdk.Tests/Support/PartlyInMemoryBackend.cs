using Mooncake.Backends;
using Mooncake.Testing;

namespace Mooncake.Support;

/// <summary>
/// Lets only some objects be read in place: those whose keys end in an even digit. The others lie elsewhere, as on a disk.
/// </summary>
internal sealed unsafe class PartlyInMemoryBackend(StoreBackend inner)
    : DecoratingStoreBackend(inner, leaveInnerOpen: false), IInPlaceReader
{
    public override TCapability? GetCapability<TCapability>()
        where TCapability : class => typeof(TCapability) == typeof(IInPlaceReader) ? this as TCapability : null;

    public long View(byte* key, int keyLength, out ObjectView view)
    {
        view = default;
        return (key[keyLength - 1] & 1) != 0 ? 0 : Inner.GetCapability<IInPlaceReader>()!.View(key, keyLength, out view);
    }

    // The views are the inner backend's.
    public void EndView(nint token) => throw new NotSupportedException();
}
