using System.Text;
using Mooncake.Backends;
using Mooncake.Embedded;
using Mooncake.Integrity;

namespace Mooncake.Benchmarks.Typed;

/// <content>The same by the calls that only the engine in the process has: objects are written and read where they lie.</content>
internal sealed unsafe partial class HandWrittenStore
{
    /// <summary>Stores blocks.</summary>
    internal void PutInPlace(EmbeddedStoreBackend engine, BenchBlock[] blocks, ulong first)
    {
        for (int i = 0; i < blocks.Length; i++)
        {
            ReadOnlySpan<byte> key = FormatKey(0, blocks[i].Model, blocks[i].Layer, first + (ulong)i);
            int size = 1 + 8 + Encoding.UTF8.GetByteCount(blocks[i].Model) + 4 + 8 + 4 + blocks[i].Payload.Length + StoreTrailer.Size;
            int answer = engine.StartPut((byte*)_keys[0], key.Length, (nuint)size, null, out InPlacePut put);
            try
            {
                _ = Write(blocks[i], first + (ulong)i, key, new Span<byte>(put.Bytes, size));
                answer = answer == 0 ? put.End() : answer;
            }
            finally
            {
                put.Dispose();
            }

            if (answer != 0)
            {
                throw new InvalidOperationException($"A put answered {answer}.");
            }
        }
    }

    /// <summary>Reads blocks.</summary>
    internal BenchBlock[] GetInPlace(EmbeddedStoreBackend engine, BenchBlockKey[] keys)
    {
        BenchBlock[] blocks = new BenchBlock[keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            ReadOnlySpan<byte> key = FormatKey(0, keys[i].Model, keys[i].Layer, keys[i].Block);
            int size = (int)engine.View((byte*)_keys[0], key.Length, out ObjectView view);
            try
            {
                blocks[i] = Read(new ReadOnlySpan<byte>(view.Bytes, size), key, owner: null);
            }
            finally
            {
                view.Dispose();
            }
        }

        return blocks;
    }
}
