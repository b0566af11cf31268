using System.Text;
using Mooncake.Durable.Engine;
using Mooncake.Durable.Rocks;
using Mooncake.Integrity;

namespace Mooncake.Durable.Maintenance;

/// <summary>
/// Reads every object and verifies its checksum, and its trailer if it has one; then verifies every block of the table files. Goes in steps,
/// each with an iterator of its own, so that it holds no old files back and ends soon when the store is closed.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="progress">Where progress is reported, or null.</param>
internal sealed unsafe class Verification(ObjectStore store, IProgress<DurableProgress>? progress)
{
    private const int ObjectsPerStep = 512;
    private const long BytesPerStep = 16 << 20;

    private readonly List<DamagedObject> _damaged = [];
    private byte[] _last = [];
    private bool _isMetaDamaged;
    private long _objects;
    private long _bytes;
    private long _trailers;
    private long _damagedCount;

    /// <summary>Verifies everything.</summary>
    /// <param name="isCancelled">Asked between steps, and between the objects and the files.</param>
    /// <returns>What was found, or an error: the store was closed, or a file could not be read.</returns>
    internal StoreResult<DurableVerification> Run(Func<bool> isCancelled)
    {
        long total = store.State.Totals.Objects;
        bool goesOn = true;
        while (goesOn && !isCancelled())
        {
            using RocksCall call = store.Enter();
            if (!call.IsEntered)
            {
                return StoreResult<DurableVerification>.Failed(DurableErrors.Closed(StoreOperation.Verify));
            }

            goesOn = _isMetaDamaged ? StepThroughData() : StepThroughMeta();
            progress?.Report(new DurableProgress(_objects, total));
        }

        return isCancelled() ? default : VerifyFiles();
    }

    /// <summary>Verifies some objects in the order of their keys.</summary>
    /// <returns>False at the end.</returns>
    private bool StepThroughMeta()
    {
        long most = _objects + ObjectsPerStep;
        long mostBytes = _bytes + BytesPerStep;
        using RocksIterator iterator = new(store.Database, store.Database.Meta, store.Database.Options.Scans);
        iterator.Seek(_last);
        if (iterator.IsValid && _last.Length > 0 && iterator.Key.SequenceEqual(_last))
        {
            iterator.Next();
        }

        for (; iterator.IsValid; iterator.Next())
        {
            if (_objects >= most || _bytes >= mostBytes)
            {
                return true;
            }

            Verify(iterator.Key, iterator.Value);
            _last = iterator.Key.ToArray();
        }

        // The keys in a damaged block cannot be listed. The family of bytes has them as well.
        _isMetaDamaged = iterator.TakeError() is not null;
        _last = [];
        return _isMetaDamaged;
    }

    /// <summary>Goes through the family of bytes, and notes the objects whose metadata cannot be read.</summary>
    /// <returns>False at the end.</returns>
    private bool StepThroughData()
    {
        using RocksIterator iterator = new(store.Database, store.Database.Data, store.Database.Options.Scans);
        iterator.Seek(_last);
        int steps = 0;
        for (; iterator.IsValid; iterator.Next())
        {
            if (steps++ == ObjectsPerStep)
            {
                _last = iterator.Key.ToArray();
                return true;
            }

            ReadOnlySpan<byte> key = iterator.Key[PrefixedKey.PrefixLength..];
            fixed (byte* bytes = key)
            {
                int found = MetaReads.Find(store.Database, bytes, key.Length, out _);
                if (found < 0)
                {
                    _objects++;
                    Note(key, (StoreErrorCode)found);
                }
            }
        }

        return false;
    }

    private void Verify(ReadOnlySpan<byte> key, ReadOnlySpan<byte> meta)
    {
        _objects++;
        if (meta.Length != ObjectRecord.Length)
        {
            Note(key, StoreErrorCode.ChecksumMismatch);
            return;
        }

        ObjectRecord record = ObjectRecord.Read(meta);
        _bytes += record.Size;
        StoreErrorCode code = Verify(key, in record);
        if (code != StoreErrorCode.Ok)
        {
            Note(key, code);
        }
    }

    private StoreErrorCode Verify(ReadOnlySpan<byte> key, in ObjectRecord record)
    {
        RocksDatabase database = store.Database;
        byte* room = stackalloc byte[PrefixedKey.StackRoom];
        byte* error = null;
        fixed (byte* bytes = key)
        {
            PrefixedKey dataKey = new(room, record.Sequence, bytes, key.Length);
            void* value = database.Library.Maintenance.GetPinned(
                database.Pointer, database.Options.Scans, database.Data, dataKey.Bytes, dataKey.Length, &error);
            dataKey.Dispose();
            if (value != null)
            {
                nuint size;
                byte* content = database.Library.Reads.SliceValue(value, &size);
                StoreErrorCode code = DataReads.IsWhole(content, size, in record)
                    ? VerifyTrailer(key, new ReadOnlySpan<byte>(content, (int)size))
                    : StoreErrorCode.ChecksumMismatch;
                database.Library.Reads.FreeSlice(value);
                return code;
            }

            if (RocksErrors.Take(database.Library, error) is { } message)
            {
                return RocksErrors.OfRead(message);
            }

            // Removed or replaced since the step began, or lost.
            int found = MetaReads.Find(database, bytes, key.Length, out ObjectRecord now);
            return found < 0 ? (StoreErrorCode)found
                : found == 1 && now.Sequence == record.Sequence ? StoreErrorCode.ChecksumMismatch
                : StoreErrorCode.Ok;
        }
    }

    private StoreErrorCode VerifyTrailer(ReadOnlySpan<byte> key, ReadOnlySpan<byte> content)
    {
        if (!StoreTrailer.TryReadFingerprint(content, out ulong fingerprint))
        {
            return StoreErrorCode.Ok;
        }

        _trailers++;
        return StoreTrailer.Check(content, key, StoreIntegrity.Identity, isOptional: true, [fingerprint], out _);
    }

    private StoreResult<DurableVerification> VerifyFiles()
    {
        using RocksCall call = store.Enter();
        if (!call.IsEntered)
        {
            return StoreResult<DurableVerification>.Failed(DurableErrors.Closed(StoreOperation.Verify));
        }

        byte* error = null;
        store.Database.Library.Maintenance.VerifyChecksum(store.Database.Pointer, &error);
        string? message = RocksErrors.Take(store.Database.Library, error);
        return message is not null && !RocksErrors.IsDamage(message)
            ? StoreResult<DurableVerification>.Failed(DurableErrors.OfRocks(StoreOperation.Verify, message, "the table files"))
            : StoreResult<DurableVerification>.Found(new DurableVerification
            {
                Objects = _objects,
                Bytes = _bytes,
                Trailers = _trailers,
                Damaged = _damaged,
                DamagedCount = _damagedCount,
                DamagedFile = message?.ReplaceLineEndings(" "),
            });
    }

    private void Note(ReadOnlySpan<byte> key, StoreErrorCode code)
    {
        _damagedCount++;
        if (_damaged.Count < DurableVerification.MostListed)
        {
            _damaged.Add(new DamagedObject(Encoding.UTF8.GetString(key), code));
        }
    }
}
