using Mooncake.Backends;
using Mooncake.Embedded.Index;

namespace Mooncake.Embedded;

/// <content>Objects are read and written in place, without an intermediate copy.</content>
public sealed unsafe partial class EmbeddedStoreBackend : IInPlaceReader, IInPlaceWriter
{
    /// <inheritdoc/>
    /// <remarks>A client that leaves with the memory of a viewed object waits ten seconds for the view to end.</remarks>
    public long View(byte* key, int keyLength, out ObjectView view)
    {
        int refusal = RefuseKey(key, keyLength);
        if (refusal != 0)
        {
            view = default;
            return refusal;
        }

        long answer = _cluster!.View(key, keyLength, _cluster.NewLease(), out HazardSlot* slot, out byte* bytes);
        view = slot == null ? default : new ObjectView(this, bytes, (nint)slot);
        GC.KeepAlive(this);
        return answer;
    }

    /// <inheritdoc/>
    public void EndView(nint token) => HazardSlot.ExitView((HazardSlot*)token);

    /// <inheritdoc/>
    public void Prefetch(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, bool values)
    {
        if (keys.Length != keyLengths.Length)
        {
            throw new ArgumentException("There is one length for each key.", nameof(keyLengths));
        }

        _cluster?.Prefetch(keys, keyLengths, values);
        GC.KeepAlive(this);
    }

    /// <inheritdoc/>
    public int StartPut(byte* key, int keyLength, nuint size, ReplicateConfig* config, out InPlacePut put)
    {
        int refusal = RefusePut(key, keyLength, size, config);
        if (refusal != 0)
        {
            put = default;
            return refusal;
        }

        int answer = _cluster!.StartPut(this, key, keyLength, size, config, out put);
        GC.KeepAlive(this);
        return answer;
    }

    /// <inheritdoc/>
    public int EndPut(scoped in InPlacePut put)
    {
        int answer = _cluster!.EndPut(in put);
        GC.KeepAlive(this);
        return answer;
    }

    /// <inheritdoc/>
    public void RevokePut(scoped in InPlacePut put)
    {
        _cluster!.RevokePut(in put);
        GC.KeepAlive(this);
    }
}
