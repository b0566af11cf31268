using Mooncake.Backends;

namespace Mooncake.Embedded;

/// <content>Calls beyond the contract, for callers in the process: objects are read and written where they lie, without a copy in between.</content>
public sealed unsafe partial class EmbeddedStoreBackend
{
    /// <summary>Looks at an object where it lies, and renews its lease.</summary>
    /// <param name="key">NUL-terminated UTF-8.</param>
    /// <param name="keyLength">Length of the key in bytes, NUL not counted.</param>
    /// <param name="view">The object, to be disposed; empty if the answer is negative.</param>
    /// <returns>The object's size in bytes; -704 if there is none; -600 before setup and after disposal; -1 for a null key.</returns>
    public long View(byte* key, int keyLength, out ObjectView view)
    {
        int refusal = RefuseKey(key, keyLength);
        if (refusal != 0)
        {
            view = default;
            return refusal;
        }

        long answer = _cluster!.View(key, keyLength, _cluster.NewLease(), out view);
        GC.KeepAlive(this);
        return answer;
    }

    /// <summary>Finds room for an object whose bytes the caller writes there. A key that exists keeps its object.</summary>
    /// <param name="key">NUL-terminated UTF-8; has to stay until the put was ended or disposed.</param>
    /// <param name="keyLength">Length of the key in bytes, NUL not counted.</param>
    /// <param name="size">Number of bytes, at least 1.</param>
    /// <param name="config">Replication and pins, or null for the default; has to stay as long as the key.</param>
    /// <param name="put">The put, to be ended and disposed; without room if there is nothing to write.</param>
    /// <returns>0, also where the key exists; -600 for an empty key or size; -1 for null memory; -200 if full.</returns>
    public int StartPut(byte* key, int keyLength, nuint size, ReplicateConfig* config, out StartedPut put)
    {
        int refusal = RefusePut(key, keyLength, size, config);
        if (refusal != 0)
        {
            put = default;
            return refusal;
        }

        int answer = _cluster!.StartPut(key, keyLength, size, config, out put);
        GC.KeepAlive(this);
        return answer;
    }
}
