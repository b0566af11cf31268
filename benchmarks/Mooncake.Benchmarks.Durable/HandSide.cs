using Mooncake.Durable;
using Mooncake.Durable.Engine;
using Mooncake.Durable.Rocks;
using Mooncake.Durable.Setup;

namespace Mooncake.Benchmarks.Durable;

/// <summary>
/// RocksDB by hand, with the same settings, families, reads and writes: a put looks whether its key is there, and writes metadata and bytes
/// in one batch; a get looks into both families. No checksum of the object, no leases, no counts, and no order between threads but
/// RocksDB's.
/// </summary>
internal sealed unsafe class HandSide : DurableSide
{
    private readonly RocksDatabase _database;
    private readonly int _size;
    private long _sequence;

    /// <summary>Opens a folder.</summary>
    internal HandSide(DurableOptions options, int size)
    {
        _size = size;
        _database = DatabaseOpener.TryOpen(options, out RocksDatabase? database, out _, out Backends.SetupFailure? failure)
            ? database
            : throw new InvalidOperationException(failure.Cause);
    }

    /// <inheritdoc/>
    internal override DurableWorker NewWorker() => new Worker(this);

    /// <inheritdoc/>
    internal override long ScanKeys()
    {
        ReadFunctions reads = _database.Library.Reads;
        byte[] keys = new byte[64 << 10];
        void* iterator = reads.CreateIterator(_database.Pointer, _database.Options.Reads, _database.Meta);
        long count = 0;
        int used = 0;
        for (reads.SeekToFirst(iterator); reads.IsValid(iterator) != 0; reads.Next(iterator))
        {
            nuint length;
            byte* key = reads.Key(iterator, &length);
            used = used + (int)length > keys.Length ? 0 : used;
            new ReadOnlySpan<byte>(key, (int)length).CopyTo(keys.AsSpan(used));
            used += (int)length;
            count++;
        }

        reads.DestroyIterator(iterator);
        return count;
    }

    /// <inheritdoc/>
    public override void Dispose() => _database.Dispose();

    private void Check(byte* error)
    {
        if (error != null)
        {
            throw new InvalidOperationException(RocksErrors.Take(_database.Library, error));
        }
    }

    private sealed class Worker : DurableWorker
    {
        private const int DataKeyLength = PrefixedKey.PrefixLength + KeyLength;

        private readonly HandSide _side;
        private readonly RocksDatabase _database;
        private readonly BatchFunctions _batches;
        private readonly ReadFunctions _reads;
        private readonly void* _batch;

        internal Worker(HandSide side)
            : base(side._size)
        {
            _side = side;
            _database = side._database;
            _batches = _database.Library.Batches;
            _reads = _database.Library.Reads;
            _batch = _batches.Create();
        }

        internal override void Put(long number)
        {
            Add(0, number);
            Write();
        }

        internal override void PutMany(long first)
        {
            for (int i = 0; i < BatchLength; i++)
            {
                Add(i, first + i);
            }

            Write();
        }

        internal override void Get(long number)
        {
            byte* key = WriteKey(0, number);
            byte* dataKey = stackalloc byte[DataKeyLength];
            bool isThere = Find(key, out ObjectRecord record);
            WriteDataKey(dataKey, record.Sequence, key);
            nuint size;
            byte found;
            byte* error = null;
            byte isCopied = _reads.Get(
                _database.Pointer,
                _database.Options.Reads,
                _database.Data,
                dataKey,
                DataKeyLength,
                ValueAt(0),
                (nuint)Size,
                &size,
                &found,
                &error);
            _side.Check(error);
            Require(isThere && isCopied != 0 && (int)size == Size, "A get by hand", found);
        }

        internal override void GetMany(ReadOnlySpan<long> numbers)
        {
            byte** keys = stackalloc byte*[BatchLength];
            nuint* lengths = stackalloc nuint[BatchLength];
            byte* dataKeys = stackalloc byte[BatchLength * DataKeyLength];
            void** values = stackalloc void*[BatchLength];
            byte** errors = stackalloc byte*[BatchLength];
            for (int i = 0; i < BatchLength; i++)
            {
                keys[i] = WriteKey(i, numbers[i]);
                lengths[i] = KeyLength;
            }

            _reads.MultiGet(_database.Pointer, _database.Options.Reads, _database.Meta, BatchLength, keys, lengths, values, errors, 0);
            for (int i = 0; i < BatchLength; i++)
            {
                ulong sequence = ObjectRecord.Read(Take(values[i], errors[i])).Sequence;
                _reads.FreeSlice(values[i]);
                byte* dataKey = dataKeys + (i * DataKeyLength);
                WriteDataKey(dataKey, sequence, keys[i]);
                keys[i] = dataKey;
                lengths[i] = DataKeyLength;
            }

            _reads.MultiGet(_database.Pointer, _database.Options.Reads, _database.Data, BatchLength, keys, lengths, values, errors, 0);
            for (int i = 0; i < BatchLength; i++)
            {
                ReadOnlySpan<byte> value = Take(values[i], errors[i]);
                Require(value.Length == Size, "A multi-get by hand", value.Length);
                value.CopyTo(new Span<byte>(ValueAt(i), Size));
                _reads.FreeSlice(values[i]);
            }
        }

        public override void Dispose()
        {
            _batches.Destroy(_batch);
            base.Dispose();
        }

        private void Add(int place, long number)
        {
            byte* key = WriteKey(place, number);
            if (Find(key, out _))
            {
                return;
            }

            ObjectRecord record = new((ulong)Interlocked.Increment(ref _side._sequence), Size, 0, 0, false);
            byte* bytes = stackalloc byte[ObjectRecord.Length];
            byte* dataKey = stackalloc byte[DataKeyLength];
            record.Write(new Span<byte>(bytes, ObjectRecord.Length));
            WriteDataKey(dataKey, record.Sequence, key);
            _batches.Put(_batch, _database.Meta, key, KeyLength, bytes, ObjectRecord.Length);
            _batches.Put(_batch, _database.Data, dataKey, DataKeyLength, ValueAt(place), (nuint)Size);
        }

        private void Write()
        {
            byte* error = null;
            _database.Library.Databases.Write(_database.Pointer, _database.Options.Writes, _batch, &error);
            _side.Check(error);
            _batches.Clear(_batch);
        }

        private bool Find(byte* key, out ObjectRecord record)
        {
            byte* bytes = stackalloc byte[ObjectRecord.Length];
            nuint size;
            byte found;
            byte* error = null;
            byte isCopied = _reads.Get(
                _database.Pointer,
                _database.Options.Reads,
                _database.Meta,
                key,
                KeyLength,
                bytes,
                ObjectRecord.Length,
                &size,
                &found,
                &error);
            _side.Check(error);
            record = isCopied != 0 ? ObjectRecord.Read(new ReadOnlySpan<byte>(bytes, ObjectRecord.Length)) : default;
            return isCopied != 0;
        }

        private ReadOnlySpan<byte> Take(void* value, byte* error)
        {
            _side.Check(error);
            Require(value != null, "A multi-get by hand", 0);
            nuint length;
            byte* bytes = _reads.SliceValue(value, &length);
            return new ReadOnlySpan<byte>(bytes, (int)length);
        }

        private static void WriteDataKey(byte* dataKey, ulong sequence, byte* key)
        {
            PrefixedKey.WriteNumber(dataKey, sequence);
            Buffer.MemoryCopy(key, dataKey + PrefixedKey.PrefixLength, KeyLength, KeyLength);
        }
    }
}
