using System.Collections.Concurrent;
using System.Globalization;
using Mooncake.Backends;
using Mooncake.Benchmarks.Measurement;

namespace Mooncake.Benchmarks.Embedded;

/// <summary>
/// The embedded engine, or a connected store, against a <see cref="ConcurrentDictionary{TKey, TValue}"/> that does the same, with keys made
/// beforehand.
/// </summary>
/// <remarks>
/// The engine has its default options. Gets go through the objects in an order of their own: nobody reads a cache in the order in which it
/// was filled, and a dictionary that was filled at once lies in that order in memory. A round of puts is long enough for the collector to
/// run in it several times: the dictionary pays for its garbage then, not when it makes it, and the best of shorter rounds is one in which
/// it did not pay at all.
/// <para>
/// Keys are asked for by strings that are equal to the stored ones, as a key is that a request brings or a format makes: both sides compare
/// the text. That the dictionary need not look at it where it is given the very string that it stores is measured as well, for information.
/// </para>
/// </remarks>
internal static class EmbeddedRatios
{
    private const int GetRounds = 15;
    private const int GetsPerRound = 1_000_000;
    private const int PutRounds = 5;
    private const int PutsPerRound = 2_500_000;
    private const int MostThreads = 2;
    private const double Goal = 1.0;

    /// <summary>A connected store may take 100 us for what the in-process engine does in 100 ns.</summary>
    private const int ConnectedShare = 100;

    /// <summary>Measures and prints.</summary>
    internal static async Task RunAsync(string? connect, CancellationToken cancellationToken)
    {
        await using MeasuredStore measured = await MeasuredStore.OpenAsync(
            connect ?? "embedded://?segment=256MiB", null, cancellationToken);
        using RegisteredBuffer buffer = (await measured.Store.Buffers.AllocateAsync(EmbeddedSides.Size * MostThreads, cancellationToken)).GetValueOrThrow();
        if (connect is null)
        {
            Measure(measured, buffer.Address, "embedded", GetsPerRound, PutsPerRound);
        }
        else
        {
            Measure(measured, buffer.Address, "connected", GetsPerRound / ConnectedShare, PutsPerRound / ConnectedShare);
        }
    }

    private static void Measure(MeasuredStore measured, nint buffer, string engine, int gets, int puts)
    {
        StoreBackend backend = measured.Backend;
        int[] order = [.. Enumerable.Range(0, EmbeddedSides.Live)];
        new Random(EmbeddedSides.Live).Shuffle(order);
        string[] names = [.. Enumerable.Range(0, EmbeddedSides.Keys).Select(static i => i.ToString("D8", CultureInfo.InvariantCulture).Insert(0, "bench/llama/"))];
        byte[][] texts = [.. names.Select(static name => EmbeddedSides.PinnedUtf8(name))];
        string[] equalNames = [.. names.Select(static name => new string(name.AsSpan()))];
        foreach (int threads in (int[])[1, MostThreads])
        {
            Action<int, int> ourGets = EmbeddedSides.GetOurs(backend, buffer, texts, order, gets);
            Action<int, int> ourPuts = EmbeddedSides.PutOurs(backend, buffer, texts, puts);
            foreach ((string[] asked, string keys, double? goal) in ((string[], string, double?)[])[(equalNames, "", Goal), (names, " by its own strings", null)])
            {
                string against = $"{EmbeddedSides.Size} B over ConcurrentDictionary{keys}, {threads} threads";
                ConcurrentDictionary<string, byte[]> dictionary = new();
                EmbeddedSides.Fill(measured, buffer, texts, dictionary, names);
                InterleavedThreads.Compare($"{engine} get {against}", goal, threads, GetRounds, gets, ourGets, EmbeddedSides.GetTheirs(dictionary, asked, order, gets));
                InterleavedThreads.Compare($"{engine} put {against}", goal, threads, PutRounds, puts, ourPuts, EmbeddedSides.PutTheirs(dictionary, names, asked, puts));
            }
        }
    }
}
