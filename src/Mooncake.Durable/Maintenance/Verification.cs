using System.Text;
using Mooncake.Durable.Engine;
using Mooncake.Durable.Rocks;
using Mooncake.Integrity;

namespace Mooncake.Durable.Maintenance;

/// <summary>
/// Reads every object and verifies its checksum, and its trailer if it has one; then verifies every block of the table files. Goes in
/// steps, each with an iterator of its own, so that it holds no old files back and ends soon when the store is closed.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="progress">Where progress is reported, or null.</param>
internal sealed unsafe class Verification(ObjectStore store, IProgress<DurableProgress>? progress)
{
    private const int ObjectsPerStep = 512;
    private const long BytesPerStep = 16 << 20;

    private readonly List<DamagedObject> _damaged = [];
    private byte[] _next = [];
    private byte[]? _metaDamagedFrom;
    private Counts _counts;

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

            goesOn = _metaDamagedFrom is null ? StepThroughMeta() : StepThroughData(_metaDamagedFrom);
            progress?.Report(new DurableProgress(_counts.Objects, total));
        }

        return isCancelled() ? default : VerifyFiles();
    }

    /// <summary>Verifies some objects in the order of their keys.</summary>
    /// <returns>False at the end.</returns>
    private bool StepThroughMeta()
    {
        Counts before = _counts;
        using RocksIterator iterator = new(store.Database, store.Database.Meta, store.Database.Options.Scans);
        for (iterator.Seek(_next); iterator.IsValid; iterator.Next())
        {
            if (_counts.Objects >= before.Objects + ObjectsPerStep || _counts.Bytes >= before.Bytes + BytesPerStep)
            {
                _next = iterator.Key.ToArray();
                return true;
            }

            if (iterator.Value.Length == ObjectRecord.Length)
            {
                Verify(iterator.Key, ObjectRecord.Read(iterator.Value));
            }
            else
            {
                _counts.Objects++;
                Note(iterator.Key, StoreErrorCode.ChecksumMismatch);
            }
        }

        if (iterator.TakeError() is null)
        {
            return false;
        }

        // The keys in a damaged block cannot be listed. The family of bytes has them as well; what this step has found is found again
        // there.
        _metaDamagedFrom = _next;
        _next = [];
        _counts = before;
        int kept = (int)Math.Min(before.Damaged, _damaged.Count);
        _damaged.RemoveRange(kept, _damaged.Count - kept);
        return true;
    }

    /// <summary>
    /// Verifies some objects in the order in which they were stored: those that were not verified yet, and those whose metadata cannot be
    /// read.
    /// </summary>
    /// <param name="from">Objects whose keys are below were verified.</param>
    /// <returns>False at the end, which damage to the family of bytes may bring early: the files are verified afterwards.</returns>
    private bool StepThroughData(byte[] from)
    {
        using RocksIterator iterator = new(store.Database, store.Database.Data, store.Database.Options.Scans);
        int steps = 0;
        for (iterator.Seek(_next); iterator.IsValid; iterator.Next())
        {
            if (steps++ == ObjectsPerStep)
            {
                _next = iterator.Key.ToArray();
                return true;
            }

            ReadOnlySpan<byte> key = iterator.Key[PrefixedKey.PrefixLength..];
            fixed (byte* bytes = key)
            {
                int found = MetaReads.Find(store.Database, bytes, key.Length, out ObjectRecord record);
                if (found < 0)
                {
                    _counts.Objects++;
                    Note(key, (StoreErrorCode)found);
                }
                else if (found == 1 && record.Sequence == PrefixedKey.ReadNumber(iterator.Key) && key.SequenceCompareTo(from) >= 0)
                {
                    Verify(key, in record);
                }
            }
        }

        return false;
    }

    private void Verify(ReadOnlySpan<byte> key, in ObjectRecord record)
    {
        _counts.Objects++;
        _counts.Bytes += record.Size;
        StoreErrorCode code = Check(key, in record);
        if (code != StoreErrorCode.Ok)
        {
            Note(key, code);
        }
    }

    private StoreErrorCode Check(ReadOnlySpan<byte> key, in ObjectRecord record)
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
                    ? CheckTrailer(key, new ReadOnlySpan<byte>(content, (int)size))
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

    private StoreErrorCode CheckTrailer(ReadOnlySpan<byte> key, ReadOnlySpan<byte> content)
    {
        if (!StoreTrailer.TryReadFingerprint(content, out ulong fingerprint))
        {
            return StoreErrorCode.Ok;
        }

        _counts.Trailers++;
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
                Objects = _counts.Objects,
                Bytes = _counts.Bytes,
                Trailers = _counts.Trailers,
                Damaged = _damaged,
                DamagedCount = _counts.Damaged,
                DamagedFile = message?.ReplaceLineEndings(" "),
            });
    }

    private void Note(ReadOnlySpan<byte> key, StoreErrorCode code)
    {
        _counts.Damaged++;
        if (_damaged.Count < DurableVerification.MostListed)
        {
            _damaged.Add(new DamagedObject(Encoding.UTF8.GetString(key), code));
        }
    }

    private struct Counts
    {
        internal long Objects;
        internal long Bytes;
        internal long Trailers;
        internal long Damaged;
    }
}
