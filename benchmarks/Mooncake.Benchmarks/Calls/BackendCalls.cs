using System.Runtime.CompilerServices;
using System.Text;
using Mooncake.Backends;
using Mooncake.Benchmarks.Measurement;

namespace Mooncake.Benchmarks.Calls;

/// <summary>Raw calls of one backend over a batch of objects, every argument made beforehand. One thread only.</summary>
internal sealed unsafe class BackendCalls
{
    private readonly MeasuredStore _measured;
    private readonly StoreBackend _backend;
    private readonly byte* _memory;

    // Pinned: the keys' pointers outlast every call.
    private readonly byte[][] _texts;
    private readonly nint[] _keys;
    private readonly int[] _keyLengths;
    private readonly nint[] _buffers;
    private readonly nuint[] _sizes;
    private readonly long[] _got;
    private readonly int[] _answers;

    /// <summary>Prepares the arguments.</summary>
    /// <param name="measured">The store.</param>
    /// <param name="memory">Registered memory for a batch.</param>
    /// <param name="batch">How many objects.</param>
    internal BackendCalls(MeasuredStore measured, nint memory, int batch)
    {
        _measured = measured;
        _backend = measured.Backend;
        _memory = (byte*)memory;
        _texts = [.. Enumerable.Range(0, batch).Select(static i => Pinned($"bench/llama-70b/003/{i:x16}\0"))];
        _keys = [.. _texts.Select(static text => (nint)Unsafe.AsPointer(ref text[0]))];
        _keyLengths = [.. _texts.Select(static text => text.Length - 1)];
        _buffers = new nint[batch];
        _sizes = new nuint[batch];
        _got = new long[batch];
        _answers = new int[batch];
    }

    /// <summary>Stores the objects, in this size.</summary>
    internal void Fill(int size)
    {
        _measured.Clear();
        for (int i = 0; i < _keys.Length; i++)
        {
            _buffers[i] = (nint)(_memory + ((nint)i * size));
            _sizes[i] = (nuint)size;
            Require(_backend.PutFrom((byte*)_keys[i], _keyLengths[i], (void*)_buffers[i], (nuint)size, null) == 0);
        }
    }

    /// <summary>Asks whether one object is there.</summary>
    internal void Exists() => Require(_backend.IsExist((byte*)_keys[0], _keyLengths[0]) == 1);

    /// <summary>Reads one object.</summary>
    internal void Get(int size) => Require(_backend.GetInto((byte*)_keys[0], _keyLengths[0], _memory, (nuint)size) == size);

    /// <summary>Removes one object and stores it again.</summary>
    internal void PutAndRemove(int size)
    {
        Require(_backend.Remove((byte*)_keys[0], _keyLengths[0], force: true) == 0);
        Require(_backend.PutFrom((byte*)_keys[0], _keyLengths[0], _memory, (nuint)size, null) == 0);
    }

    /// <summary>Reads all objects in one call.</summary>
    internal void BatchGet(int size) =>
        Require(_backend.BatchGetInto(_keys, _keyLengths, _buffers, _sizes, _got) == 0 && _got[^1] == size);

    /// <summary>Asks for all objects in one call.</summary>
    internal void BatchExists() => Require(_backend.BatchIsExist(_keys, _keyLengths, _answers) == 0 && _answers[^1] == 1);

    private static byte[] Pinned(string text)
    {
        byte[] bytes = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(text), pinned: true);
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    private static void Require(bool isAsExpected)
    {
        if (!isAsExpected)
        {
            throw new InvalidOperationException("A call did not answer as it should: what would be measured is an error.");
        }
    }
}
