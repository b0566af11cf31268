using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace Mooncake.Benchmarks.Durable;

/// <summary>One thread's calls to a side, with its keys and buffers.</summary>
internal abstract unsafe class DurableWorker : IDisposable
{
    /// <summary>Objects of a batch.</summary>
    internal const int BatchLength = 128;

    /// <summary>The length of every key in bytes.</summary>
    internal const int KeyLength = 33;

    private const int KeyRoom = 40;
    private const int NumberPlace = KeyLength - 16;

    // Odd: different numbers give different keys, in no order.
    private const ulong Mixer = 0x9E3779B97F4A7C15;

    private readonly byte* _keys;
    private readonly byte* _values;

    /// <summary>Allocates the buffers.</summary>
    /// <param name="size">The bytes of each object.</param>
    protected DurableWorker(int size)
    {
        Size = size;
        _keys = (byte*)NativeMemory.AllocZeroed(BatchLength * KeyRoom);
        _values = (byte*)NativeMemory.Alloc((nuint)BatchLength * (nuint)size);
        new Random(size).NextBytes(new Span<byte>(_values, BatchLength * size));
        for (int i = 0; i < BatchLength; i++)
        {
            new Span<byte>(KeyAt(i), KeyLength).Fill((byte)'k');
        }
    }

    /// <summary>The bytes of each object.</summary>
    protected int Size { get; }

    /// <summary>Stores an object.</summary>
    internal abstract void Put(long number);

    /// <summary>Stores <see cref="BatchLength"/> objects in one call, from a number on.</summary>
    internal abstract void PutMany(long first);

    /// <summary>Copies an object out.</summary>
    internal abstract void Get(long number);

    /// <summary>Copies <see cref="BatchLength"/> objects out in one call.</summary>
    internal abstract void GetMany(ReadOnlySpan<long> numbers);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        NativeMemory.Free(_keys);
        NativeMemory.Free(_values);
    }

    /// <summary>A key of the batch.</summary>
    protected byte* KeyAt(int place) => _keys + (place * KeyRoom);

    /// <summary>A value of the batch, or the room for one.</summary>
    protected byte* ValueAt(int place) => _values + ((nint)place * Size);

    /// <summary>Writes the key of an object: digits of a number that is scattered over all keys.</summary>
    protected byte* WriteKey(int place, long number)
    {
        byte* key = KeyAt(place);
        _ = Utf8Formatter.TryFormat((ulong)number * Mixer, new Span<byte>(key + NumberPlace, 16), out _, new StandardFormat('x', 16));
        return key;
    }

    /// <summary>Ends the run if an answer is not the expected one: a figure of failing calls says nothing.</summary>
    protected static void Require(bool isRight, string what, long answer)
    {
        if (!isRight)
        {
            throw new InvalidOperationException($"{what} answered {answer}.");
        }
    }
}
