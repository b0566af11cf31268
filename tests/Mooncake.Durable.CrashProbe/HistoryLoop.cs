using System.Diagnostics;
using Mooncake.Backends;

namespace Mooncake.Durable.CrashProbe;

/// <summary>
/// Makes calls about a few keys that all threads share. For each call it prints "S thread kind key started version" before and "E thread
/// ended answer version" after it; the first version is the one that is stored, the second the one that was read, and 0 stands for none.
/// </summary>
internal static class HistoryLoop
{
    /// <summary>The number of keys.</summary>
    internal const int Keys = 3;

    private const int Calls = 400;

    private static readonly string[] Kinds = ["Get", "Get", "Get", "PutIfAbsent", "Replace", "Replace", "Remove", "Take", "Exists"];

    /// <summary>Makes a number of calls.</summary>
    /// <param name="store">The store.</param>
    /// <param name="output">Where to print.</param>
    /// <param name="random">Decides about keys and calls.</param>
    /// <param name="thread">The thread's number.</param>
    internal static void Run(ProbeStore store, ProbeOutput output, Random random, int thread)
    {
        for (int i = 0; i < Calls; i++)
        {
            string kind = Kinds[random.Next(Kinds.Length)];
            int key = random.Next(Keys);
            int stored = kind is "PutIfAbsent" or "Replace" ? output.NextVersion() : 0;
            output.Print($"S {thread} {kind} {key} {Stopwatch.GetTimestamp()} {stored}");
            int read = 0;
            long answer = kind switch
            {
                "PutIfAbsent" => store.Put(key, stored, PutCondition.Absent),
                "Replace" => store.Put(key, stored, PutCondition.Always),
                "Remove" => store.Remove(key),
                "Exists" => store.Exists(key) is 0 ? (int)StoreErrorCode.ObjectNotFound : 1,
                _ => store.Get(key, takes: kind == "Take", out read),
            };
            output.Print($"E {thread} {Stopwatch.GetTimestamp()} {answer} {read}");
        }
    }
}
