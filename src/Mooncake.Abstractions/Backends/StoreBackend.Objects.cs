using System.Runtime.CompilerServices;

namespace Mooncake.Backends;

public abstract unsafe partial class StoreBackend
{
    /// <summary>Stores a copy of the value, through the staging buffer. If the key has an object, keeps it and returns 0.</summary>
    /// <param name="key">NUL-terminated UTF-8.</param>
    /// <param name="keyLength">Length of the key in bytes, NUL not counted.</param>
    /// <param name="value">The bytes; need not be registered.</param>
    /// <param name="size">Number of bytes, at least 1 and at most the staging buffer's size.</param>
    /// <param name="config">Replication and pins, or null for the default.</param>
    /// <returns>0; -1 for null memory; -600 for an empty key, an empty value or one larger than the staging buffer; -200 if full.</returns>
    public int Put(byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config)
    {
        int refusal = RefusePut(key, keyLength, value, size, config);
        return refusal != 0 ? refusal : PutCore(key, keyLength, value, size, config);
    }

    /// <summary>
    /// Stores the bytes of a registered buffer without an intermediate copy. If the key has an object, keeps it and returns 0.
    /// </summary>
    /// <param name="key">NUL-terminated UTF-8.</param>
    /// <param name="keyLength">Length of the key in bytes, NUL not counted.</param>
    /// <param name="buffer">The bytes, in registered memory.</param>
    /// <param name="size">Number of bytes, at least 1.</param>
    /// <param name="config">Replication and pins, or null for the default.</param>
    /// <returns>0; -1 for null memory; -600 for an empty key or value; -200 if full.</returns>
    public int PutFrom(byte* key, int keyLength, void* buffer, nuint size, ReplicateConfig* config)
    {
        int refusal = RefusePut(key, keyLength, buffer, size, config);
        return refusal != 0 ? refusal : PutFromCore(key, keyLength, buffer, size, config);
    }

    /// <summary>Copies an object into a registered buffer, and renews its lease.</summary>
    /// <param name="key">NUL-terminated UTF-8.</param>
    /// <param name="keyLength">Length of the key in bytes, NUL not counted.</param>
    /// <param name="buffer">The destination, in registered memory.</param>
    /// <param name="size">The buffer's size in bytes; may be larger than the object.</param>
    /// <returns>
    /// The object's size in bytes; -704 if there is none; -600 if it is larger than <paramref name="size"/>; -1 for null memory.
    /// </returns>
    public long GetInto(byte* key, int keyLength, void* buffer, nuint size)
    {
        int refusal = RefuseKey(key, keyLength);
        if (refusal != 0)
        {
            return refusal;
        }

        return buffer == null ? InternalError : GetIntoCore(key, keyLength, buffer, size);
    }

    /// <summary>Checks whether an object exists, and renews its lease.</summary>
    /// <param name="key">NUL-terminated UTF-8.</param>
    /// <param name="keyLength">Length of the key in bytes, NUL not counted.</param>
    /// <returns>1, 0, or a negative <see cref="StoreErrorCode"/>.</returns>
    public int IsExist(byte* key, int keyLength)
    {
        int refusal = RefuseKey(key, keyLength);
        return refusal != 0 ? refusal : IsExistCore(key, keyLength);
    }

    /// <summary>Returns the size of an object, and renews its lease.</summary>
    /// <param name="key">NUL-terminated UTF-8.</param>
    /// <param name="keyLength">Length of the key in bytes, NUL not counted.</param>
    /// <returns>The size in bytes, or -704 if there is none.</returns>
    public long GetSize(byte* key, int keyLength)
    {
        int refusal = RefuseKey(key, keyLength);
        return refusal != 0 ? refusal : GetSizeCore(key, keyLength);
    }

    /// <summary>Removes an object.</summary>
    /// <param name="key">NUL-terminated UTF-8.</param>
    /// <param name="keyLength">Length of the key in bytes, NUL not counted.</param>
    /// <param name="force">True to remove it even if it is leased.</param>
    /// <returns>0; -704 if there is none; -706 if it is leased and <paramref name="force"/> is false.</returns>
    public int Remove(byte* key, int keyLength, bool force)
    {
        int refusal = RefuseKey(key, keyLength);
        return refusal != 0 ? refusal : RemoveCore(key, keyLength, force);
    }

    /// <summary>Removes every object whose key contains a match of an ECMAScript regular expression.</summary>
    /// <param name="pattern">NUL-terminated UTF-8.</param>
    /// <param name="patternLength">Length of the pattern in bytes, NUL not counted.</param>
    /// <param name="force">True to remove leased objects as well; false skips them.</param>
    /// <returns>The number of objects removed, or -600 for an invalid pattern.</returns>
    public long RemoveByRegex(byte* pattern, int patternLength, bool force)
    {
        int refusal = RefuseKey(pattern, patternLength);
        return refusal != 0 ? refusal : RemoveByRegexCore(pattern, patternLength, force);
    }

    /// <summary>Removes every object.</summary>
    /// <param name="force">True to remove leased objects as well; false skips them.</param>
    /// <returns>The number of objects removed, or a negative <see cref="StoreErrorCode"/>.</returns>
    public long RemoveAll(bool force) => IsReady ? RemoveAllCore(force) : InvalidParams;

    /// <summary>Registers memory for zero-copy calls. It must stay valid until <see cref="UnregisterBuffer"/> has returned 0.</summary>
    /// <param name="buffer">The start of the memory.</param>
    /// <param name="size">Its size in bytes, at least 1.</param>
    /// <returns>0; -1 for null memory or size 0; -600 if any part of it is already registered.</returns>
    public int RegisterBuffer(void* buffer, nuint size)
    {
        if (!IsReady)
        {
            return InvalidParams;
        }

        return buffer == null || size == 0 ? InternalError : RegisterBufferCore(buffer, size);
    }

    /// <summary>Undoes <see cref="RegisterBuffer"/>.</summary>
    /// <param name="buffer">The start of the memory, exactly as it was registered.</param>
    /// <returns>0, or -600 if no registration starts there.</returns>
    public int UnregisterBuffer(void* buffer)
    {
        if (!IsReady)
        {
            return InvalidParams;
        }

        return buffer == null ? InternalError : UnregisterBufferCore(buffer);
    }

    /// <summary>See <see cref="Put"/>; arguments are checked.</summary>
    protected abstract int PutCore(byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config);

    /// <summary>See <see cref="PutFrom"/>; arguments are checked.</summary>
    protected abstract int PutFromCore(byte* key, int keyLength, void* buffer, nuint size, ReplicateConfig* config);

    /// <summary>See <see cref="GetInto"/>; arguments are checked, the key may be empty.</summary>
    protected abstract long GetIntoCore(byte* key, int keyLength, void* buffer, nuint size);

    /// <summary>See <see cref="IsExist"/>; arguments are checked, the key may be empty.</summary>
    protected abstract int IsExistCore(byte* key, int keyLength);

    /// <summary>See <see cref="GetSize"/>; arguments are checked, the key may be empty.</summary>
    protected abstract long GetSizeCore(byte* key, int keyLength);

    /// <summary>See <see cref="Remove"/>; arguments are checked, the key may be empty.</summary>
    protected abstract int RemoveCore(byte* key, int keyLength, bool force);

    /// <summary>See <see cref="RemoveByRegex"/>; arguments are checked, the pattern may be empty.</summary>
    protected abstract long RemoveByRegexCore(byte* pattern, int patternLength, bool force);

    /// <summary>See <see cref="RemoveAll"/>.</summary>
    protected abstract long RemoveAllCore(bool force);

    /// <summary>See <see cref="RegisterBuffer"/>; arguments are checked.</summary>
    protected abstract int RegisterBufferCore(void* buffer, nuint size);

    /// <summary>See <see cref="UnregisterBuffer"/>; arguments are checked.</summary>
    protected abstract int UnregisterBufferCore(void* buffer);

    /// <summary>Why a call with a key must not reach the engine.</summary>
    /// <returns>0 if it may; otherwise the call's return code.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected int RefuseKey(byte* key, int keyLength)
    {
        if (!IsReady)
        {
            return InvalidParams;
        }

        if (key == null || keyLength < 0)
        {
            return InternalError;
        }

        return TerminatedKey.EndsAt(key, keyLength) ? 0 : InvalidParams;
    }

    /// <summary>Why a put must not reach the engine, regardless of its bytes.</summary>
    /// <returns>0 if it may; otherwise the call's return code.</returns>
    protected int RefusePut(byte* key, int keyLength, nuint size, ReplicateConfig* config)
    {
        int refusal = RefuseKey(key, keyLength);
        if (refusal != 0)
        {
            return refusal;
        }

        return keyLength == 0 || size == 0 ? InvalidParams : RefuseConfig(config);
    }

    /// <summary>Why a put must not reach the engine.</summary>
    /// <returns>0 if it may; otherwise the call's return code.</returns>
    protected int RefusePut(byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config)
    {
        // The order of the reference: a null value of 5 bytes is -1, one of 0 bytes is -600.
        int refusal = RefusePut(key, keyLength, size, config);
        return refusal != 0 ? refusal : value == null ? InternalError : 0;
    }

    private static int RefuseConfig(ReplicateConfig* config)
    {
        if (config == null)
        {
            return 0;
        }

        if (config->ReplicaCount == 0)
        {
            return InvalidParams;
        }

        if (config->PreferredSegmentCount != 0 && config->PreferredSegments == null)
        {
            return InternalError;
        }

        for (nuint i = 0; i < config->PreferredSegmentCount; i++)
        {
            if (config->PreferredSegments[i] == null)
            {
                return InternalError;
            }
        }

        return 0;
    }
}
