using Mooncake.Backends;

namespace Mooncake.Durable.Engine;

/// <summary>Removes an object and copies out what it held.</summary>
/// <param name="key">The key.</param>
/// <param name="length">Its length in bytes.</param>
/// <param name="buffer">Where the bytes go; null to copy none.</param>
/// <param name="capacity">The buffer's size in bytes.</param>
/// <param name="version">The version that the object must have; 0 for any.</param>
internal sealed unsafe class TakeOperation(byte* key, int length, void* buffer, nuint capacity, ulong version) : WriteOperation
{
    private readonly byte* _key = key;
    private readonly void* _buffer = buffer;
    private long _size;

    /// <summary>The object's size, or a negative code.</summary>
    internal long Answer { get; private set; } = (int)StoreErrorCode.InternalError;

    /// <summary>Version and expiry of the object; the default if the return value is negative.</summary>
    internal ObjectInfo Info { get; private set; }

    /// <inheritdoc/>
    internal override void Apply(WriteGroup group)
    {
        int found = group.Find(_key, length, out ObjectRecord record);
        bool isThere = found == 1 && !record.IsExpired(group.Now);
        long refusal = found < 0 ? found
            : !isThere ? (int)StoreErrorCode.ObjectNotFound
            : version != 0 && version != record.Sequence ? (int)StoreErrorCode.ObjectChanged
            : 0;
        if (refusal != 0)
        {
            Answer = refusal;
            return;
        }

        Answer = record.Size;
        Info = new ObjectInfo(record.Sequence, record.ExpiresAt);
        if (_buffer == null || (nuint)record.Size <= capacity)
        {
            long copied = _buffer == null ? record.Size : DataReads.Copy(group.Database, _key, length, in record, _buffer, capacity);
            if (copied < 0)
            {
                // No other thread removes objects while this one leads: bytes that are not there are lost.
                Fail(copied == (int)StoreErrorCode.ObjectNotFound ? (int)StoreErrorCode.ChecksumMismatch : copied);
                return;
            }

            group.Remove(this, _key, length, in record);
            _size = record.Size;
            Answer = PutRequest.Pending;
        }
    }

    /// <inheritdoc/>
    internal override void Settle(int answer)
    {
        if (answer == 0)
        {
            Answer = _size;
        }
        else
        {
            Fail(answer);
        }
    }

    private void Fail(long answer)
    {
        Answer = answer;
        Info = default;
    }
}
