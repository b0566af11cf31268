using System.Collections.Concurrent;
using System.Text;
using Mooncake.Backends;
using Mooncake.Benchmarks.Measurement;

namespace Mooncake.Benchmarks.Embedded;

/// <summary>What both sides do in one round of one thread; see <see cref="EmbeddedRatios"/>.</summary>
internal static unsafe class EmbeddedSides
{
    /// <summary>Bytes of an object.</summary>
    internal const int Size = 256;

    /// <summary>How many keys there are.</summary>
    internal const int Keys = 100_000;

    /// <summary>How many objects there are at a time.</summary>
    internal const int Live = 10_000;

    /// <summary>A key as the backend takes it, pinned and with a NUL behind it.</summary>
    internal static byte[] PinnedUtf8(string text)
    {
        byte[] bytes = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(text) + 1, pinned: true);
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    /// <summary>Stores the first objects on both sides, and nothing else on ours.</summary>
    internal static void Fill(
        MeasuredStore measured, nint buffer, byte[][] texts, ConcurrentDictionary<string, byte[]> dictionary, string[] names)
    {
        measured.Clear();
        for (int i = 0; i < Live; i++)
        {
            fixed (byte* key = texts[i])
            {
                _ = measured.Backend.PutFrom(key, texts[i].Length - 1, (void*)buffer, Size, null);
            }

            dictionary[names[i]] = new byte[Size];
        }
    }

    /// <summary>Reads objects in their order into registered memory.</summary>
    internal static Action<int, int> GetOurs(StoreBackend backend, nint buffer, byte[][] texts, int[] order, int gets) =>
        (thread, threads) =>
    {
        byte* destination = (byte*)buffer + (thread * Size);
        int at = thread * (Live / threads);
        for (int i = 0; i < gets; i++)
        {
            byte[] text = texts[order[at = at + 1 < Live ? at + 1 : 0]];
            fixed (byte* key = text)
            {
                _ = backend.GetInto(key, text.Length - 1, destination, Size);
            }
        }
    };

    /// <summary>Reads the same from the dictionary.</summary>
    internal static Action<int, int> GetTheirs(ConcurrentDictionary<string, byte[]> dictionary, string[] asked, int[] order, int gets) =>
        (thread, threads) =>
    {
        byte* destination = stackalloc byte[Size];
        int at = thread * (Live / threads);
        for (int i = 0; i < gets; i++)
        {
            if (dictionary.TryGetValue(asked[order[at = at + 1 < Live ? at + 1 : 0]], out byte[]? value))
            {
                value.AsSpan().CopyTo(new Span<byte>(destination, Size));
            }
        }
    };

    /// <summary>Each thread stores new keys of its own part, and removes the oldest of them.</summary>
    internal static Action<int, int> PutOurs(StoreBackend backend, nint buffer, byte[][] texts, int puts) => (thread, threads) =>
    {
        byte* source = (byte*)buffer + (thread * Size);
        int part = Keys / threads;
        for (int i = 0; i < puts; i++)
        {
            byte[] added = texts[(thread * part) + ((Live + i) % part)];
            byte[] removed = texts[(thread * part) + (i % part)];
            fixed (byte* key = added, old = removed)
            {
                _ = backend.PutFrom(key, added.Length - 1, source, Size, null);
                _ = backend.Remove(old, removed.Length - 1, force: true);
            }
        }
    };

    /// <summary>Does the same with the dictionary.</summary>
    internal static Action<int, int> PutTheirs(ConcurrentDictionary<string, byte[]> dictionary, string[] names, string[] asked, int puts) =>
        (thread, threads) =>
    {
        byte* source = stackalloc byte[Size];
        int part = Keys / threads;
        for (int i = 0; i < puts; i++)
        {
            byte[] copy = new byte[Size];
            new Span<byte>(source, Size).CopyTo(copy);
            dictionary[names[(thread * part) + ((Live + i) % part)]] = copy;
            dictionary.TryRemove(asked[(thread * part) + (i % part)], out _);
        }
    };
}
