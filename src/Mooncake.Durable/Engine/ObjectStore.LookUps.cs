using System.Runtime.InteropServices;
using Mooncake.Durable.Rocks;
using Mooncake.Integrity;

namespace Mooncake.Durable.Engine;

/// <content>Look-ups of many keys in the database: one of all keys in each family.</content>
internal sealed unsafe partial class ObjectStore
{
    /// <summary>Looks keys up in the family of metadata.</summary>
    /// <param name="keys">At most <see cref="ReadTogether"/> keys.</param>
    /// <param name="lengths">Their lengths.</param>
    /// <param name="records">Gets what is known of the existing objects.</param>
    /// <param name="answers">Gets their sizes, or negative codes.</param>
    private void FindMany(ReadOnlySpan<nint> keys, ReadOnlySpan<int> lengths, ObjectRecord* records, Span<long> answers)
    {
        void** values = stackalloc void*[ReadTogether];
        byte** errors = stackalloc byte*[ReadTogether];
        nuint* keyLengths = stackalloc nuint[ReadTogether];
        for (int i = 0; i < keys.Length; i++)
        {
            keyLengths[i] = (nuint)lengths[i];
        }

        fixed (nint* keyPointers = keys)
        {
            MultiGet(_database.Meta, (byte**)keyPointers, keyLengths, keys.Length, values, errors);
        }

        long now = _state.UtcNow;
        for (int i = 0; i < keys.Length; i++)
        {
            ReadOnlySpan<byte> value = TakeValue(values[i], errors[i], out long failure);
            bool isRecord = value.Length == ObjectRecord.Length;
            records[i] = isRecord ? ObjectRecord.Read(value) : default;
            answers[i] = failure != 0 ? failure
                : !isRecord ? (int)StoreErrorCode.ChecksumMismatch
                : records[i].IsExpired(now) ? (int)StoreErrorCode.ObjectNotFound
                : records[i].Size;
            Free(values[i]);
        }
    }

    /// <summary>Copies the bytes of the objects that were found and fit.</summary>
    private void CopyMany(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> lengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        ObjectRecord* records,
        long* changes,
        Span<long> answers)
    {
        int* places = stackalloc int[ReadTogether];
        nuint* keyLengths = stackalloc nuint[ReadTogether];
        int count = 0;
        nuint keyBytes = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            if (answers[i] >= 0 && (nuint)answers[i] <= sizes[i])
            {
                places[count] = i;
                keyLengths[count] = (nuint)(PrefixedKey.PrefixLength + lengths[i]);
                keyBytes += keyLengths[count++];
            }
        }

        byte* dataKeys = (byte*)NativeMemory.Alloc(keyBytes);
        byte** keyPointers = stackalloc byte*[ReadTogether];
        byte* next = dataKeys;
        for (int j = 0; j < count; j++)
        {
            int i = places[j];
            keyPointers[j] = next;
            PrefixedKey.WriteNumber(next, records[i].Sequence);
            Buffer.MemoryCopy((void*)keys[i], next + PrefixedKey.PrefixLength, lengths[i], lengths[i]);
            next += keyLengths[j];
        }

        void** values = stackalloc void*[ReadTogether];
        byte** errors = stackalloc byte*[ReadTogether];
        MultiGet(_database.Data, keyPointers, keyLengths, count, values, errors);
        NativeMemory.Free(dataKeys);
        for (int j = 0; j < count; j++)
        {
            int i = places[j];
            answers[i] = CopyValue(values[j], errors[j], in records[i], (byte*)buffers[i]);
            Free(values[j]);
            Offer((byte*)keys[i], lengths[i], (void*)buffers[i], sizes[i], answers[i], in records[i], changes[i]);
        }

        for (int i = 0, j = 0; i < keys.Length; i++)
        {
            bool wasRead = j < count && places[j] == i;
            j += wasRead ? 1 : 0;
            answers[i] = wasRead && answers[i] == (int)StoreErrorCode.ObjectNotFound
                ? Get((byte*)keys[i], lengths[i], (void*)buffers[i], sizes[i])
                : Conclude(answers[i], sizes[i], in records[i]);
        }
    }

    /// <summary>What one item of a look-up has found; the bytes are valid until the value is freed.</summary>
    /// <param name="value">The value, or null.</param>
    /// <param name="error">The error's text, which is freed, or null.</param>
    /// <param name="failure">0; -704 if there is no value; or the code of the error.</param>
    private ReadOnlySpan<byte> TakeValue(void* value, byte* error, out long failure)
    {
        nuint length = 0;
        byte* bytes = value == null ? null : _database.Library.Reads.SliceValue(value, &length);
        failure = error != null ? (int)RocksErrors.OfRead(RocksErrors.Take(_database.Library, error)!)
            : value == null ? (int)StoreErrorCode.ObjectNotFound
            : 0;
        return new ReadOnlySpan<byte>(bytes, (int)length);
    }

    /// <summary>Copies an object's bytes from a value, and verifies them.</summary>
    private long CopyValue(void* value, byte* error, in ObjectRecord record, byte* buffer)
    {
        ReadOnlySpan<byte> bytes = TakeValue(value, error, out long failure);
        if (failure != 0 || bytes.Length != record.Size)
        {
            return failure != 0 ? failure : (int)StoreErrorCode.ChecksumMismatch;
        }

        uint crc = Crc32C.CopyAndAppend(0, bytes, new Span<byte>(buffer, bytes.Length));
        return crc == record.Crc ? record.Size : (int)StoreErrorCode.ChecksumMismatch;
    }

    /// <summary>Ends a read of one object: counts it, renews its lease, and rejects one that is larger than its buffer.</summary>
    private long Conclude(long answer, nuint room, in ObjectRecord record)
    {
        Count(isHit: answer >= 0, answer);
        if (answer < 0)
        {
            return answer;
        }

        _state.Read(record.Sequence);
        return (nuint)answer > room ? (int)StoreErrorCode.InvalidParams : answer;
    }

    private void Free(void* value)
    {
        if (value != null)
        {
            _database.Library.Reads.FreeSlice(value);
        }
    }

    private void MultiGet(void* family, byte** keys, nuint* lengths, int count, void** values, byte** errors)
    {
        if (count > 0)
        {
            _database.Library.Reads.MultiGet(
                _database.Pointer, _database.Options.Reads, family, (nuint)count, keys, lengths, values, errors, 0);
        }
    }
}
