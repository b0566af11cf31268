using System.Diagnostics;
using System.Globalization;
using Mooncake.Durable.CrashProbe;
using Mooncake.Durable.Tests.Linearizability;
using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Crashes;

/// <summary>
/// The calls that a probe printed before it was killed, and what its store holds after it was opened again, key by key.
/// </summary>
internal sealed class CrashHistory
{
    private const int Before = -1;
    private const int After = -2;

    private readonly Dictionary<(int Thread, int Key), List<RecordedCall>> _calls = [];
    private readonly Dictionary<int, (int Key, RecordedCall Call)> _open = [];

    /// <summary>The highest version that was used.</summary>
    internal int LastVersion { get; private set; }

    /// <summary>Takes in what a store holds before the probe runs, or after it was killed.</summary>
    internal void AddContent(TestStore store, bool isBefore)
    {
        for (int key = 0; key < HistoryLoop.Keys; key++)
        {
            long now = Stopwatch.GetTimestamp();
            long answer = store.Get(string.Create(CultureInfo.InvariantCulture, $"crash/{key:d5}"), out byte[] bytes);
            int seen = CrashValue.VersionOf(bytes);
            Assert.True(seen == 0 || bytes.AsSpan().SequenceEqual(CrashValue.Of(key, seen)), $"The bytes of version {seen} are not whole.");

            // The model starts without objects.
            bool adds = isBefore && seen != 0;
            CallsOf(isBefore ? Before : After, key).Add(new RecordedCall(
                adds ? CallKind.Replace : CallKind.Get, now, Stopwatch.GetTimestamp(), seen, 0, adds ? 0 : answer, seen, 0));
        }
    }

    /// <summary>Takes in a line of the probe.</summary>
    internal void Read(string line)
    {
        string[] parts = line.Split(' ');
        int thread = Number(parts[1]);
        if (parts[0] == "S")
        {
            LastVersion = Math.Max(LastVersion, Number(parts[5]));
            _open[thread] = (Number(parts[3]), new RecordedCall(
                Enum.Parse<CallKind>(parts[2]), long.Parse(parts[4], CultureInfo.InvariantCulture), 0, Number(parts[5]), 0, 0, 0, 0));
            return;
        }

        _ = _open.Remove(thread, out (int Key, RecordedCall Call) open);
        CallsOf(thread, open.Key).Add(open.Call with
        {
            Ended = long.Parse(parts[2], CultureInfo.InvariantCulture),
            Answer = Number(parts[3]),
            Seen = Number(parts[4]),
        });
    }

    /// <summary>Ends the calls that have no answer.</summary>
    internal void Kill()
    {
        foreach ((int thread, (int key, RecordedCall call)) in _open)
        {
            CallsOf(thread, key).Add(call with { Ended = Stopwatch.GetTimestamp(), IsOpen = true });
        }
    }

    /// <summary>Checks the calls about every key.</summary>
    /// <returns>Null if they are linearizable; otherwise what is wrong.</returns>
    internal string? Explain()
    {
        for (int key = 0; key < HistoryLoop.Keys; key++)
        {
            RecordedCall[][] threads = [.. _calls.Where(calls => calls.Key.Key == key).Select(static calls => calls.Value.ToArray())];
            if (HistoryChecker.Explain(threads, Vanishing.Never) is { } wrong)
            {
                return $"key {key}: {wrong}";
            }
        }

        return null;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private List<RecordedCall> CallsOf(int thread, int key)
    {
        if (!_calls.TryGetValue((thread, key), out List<RecordedCall>? calls))
        {
            _calls[(thread, key)] = calls = [];
        }

        return calls;
    }
}
