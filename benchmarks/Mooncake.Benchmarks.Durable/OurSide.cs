using Mooncake.Backends;
using Mooncake.Durable;

namespace Mooncake.Benchmarks.Durable;

/// <summary>The durable engine, called as the SDK calls it; or another engine, for comparison.</summary>
internal sealed unsafe class OurSide : DurableSide
{
    private const int KeysOfPage = 512;

    private readonly StoreBackend _backend;
    private readonly int _size;

    /// <summary>Opens a store.</summary>
    /// <param name="backend">The engine, not set up yet; owned.</param>
    /// <param name="size">The bytes of each object.</param>
    internal OurSide(StoreBackend backend, int size)
    {
        _backend = backend;
        _size = size;
        int answer = backend.Setup(new StoreSetup { SegmentBytes = 512 << 20, LocalBufferBytes = 64 << 20 });
        if (answer != 0)
        {
            throw new InvalidOperationException($"Opening answered {answer}: {backend.SetupFailure?.Cause}");
        }
    }

    /// <summary>Opens a durable store.</summary>
    internal OurSide(DurableOptions options, int size)
        : this(new DurableStoreBackend(options), size)
    {
    }

    /// <summary>The engine.</summary>
    internal StoreBackend Backend => _backend;

    /// <inheritdoc/>
    internal override DurableWorker NewWorker() => new Worker(_backend, _size);

    /// <inheritdoc/>
    internal override long ScanKeys()
    {
        IKeyScanner scanner = _backend.GetCapability<IKeyScanner>()!;
        byte[] keys = new byte[64 << 10];
        int[] lengths = new int[KeysOfPage];
        byte[] last = [];
        long count = 0;
        while (true)
        {
            int listed = scanner.ScanKeys(default, last, isInclusive: false, keys, lengths);
            if (listed <= 0)
            {
                return listed == 0 ? count : throw new InvalidOperationException($"A scan answered {listed}.");
            }

            count += listed;
            int start = lengths.AsSpan(0, listed - 1).ToArray().Sum();
            last = keys.AsSpan(start, lengths[listed - 1]).ToArray();
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _backend.Dispose();

    private sealed class Worker(StoreBackend backend, int size) : DurableWorker(size)
    {
        private readonly nint[] _keys = new nint[BatchLength];
        private readonly nint[] _values = new nint[BatchLength];
        private readonly int[] _lengths = [.. Enumerable.Repeat(KeyLength, BatchLength)];
        private readonly nuint[] _sizes = [.. Enumerable.Repeat((nuint)size, BatchLength)];
        private readonly int[] _codes = new int[BatchLength];
        private readonly long[] _answers = new long[BatchLength];

        internal override void Put(long number)
        {
            int answer = backend.PutFrom(WriteKey(0, number), KeyLength, ValueAt(0), (nuint)Size, config: null);
            Require(answer == 0, "A put", answer);
        }

        internal override void PutMany(long first)
        {
            for (int i = 0; i < BatchLength; i++)
            {
                _keys[i] = (nint)WriteKey(i, first + i);
                _values[i] = (nint)ValueAt(i);
            }

            int answer = backend.BatchPutFrom(_keys, _lengths, _values, _sizes, config: null, _codes);
            Require(answer == 0 && _codes.AsSpan().IndexOfAnyExcept(0) < 0, "A batch of puts", answer);
        }

        internal override void Get(long number)
        {
            long answer = backend.GetInto(WriteKey(0, number), KeyLength, ValueAt(0), (nuint)Size);
            Require(answer == Size, "A get", answer);
        }

        internal override void GetMany(ReadOnlySpan<long> numbers)
        {
            for (int i = 0; i < BatchLength; i++)
            {
                _keys[i] = (nint)WriteKey(i, numbers[i]);
                _values[i] = (nint)ValueAt(i);
            }

            int answer = backend.BatchGetInto(_keys, _lengths, _values, _sizes, _answers);
            Require(answer == 0 && _answers.AsSpan().IndexOfAnyExcept(Size) < 0, "A batch of gets", answer);
        }
    }
}
