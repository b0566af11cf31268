namespace Mooncake.Durable.Tests.Linearizability;

/// <summary>
/// Looks for an order of the calls about one key in which each could have had its answer, and in which no call comes before another that
/// had ended before it started: the search of Wing and Gong. Every thread's calls stand in their order, so a partial order is a number of
/// calls for each thread.
/// </summary>
internal static class HistoryChecker
{
    /// <summary>Checks a history.</summary>
    /// <param name="threads">The calls of each thread, in order.</param>
    /// <param name="vanishing">How objects may be gone that nobody has removed.</param>
    /// <returns>Null if there is such an order; otherwise where the longest attempt ended.</returns>
    internal static string? Explain(RecordedCall[][] threads, Vanishing vanishing)
    {
        HashSet<string> seen = [];
        Stack<(int[] Done, KeyState State)> open = new([(new int[threads.Length], default)]);
        int total = threads.Sum(static calls => calls.Length);
        (int Count, int[] Done, KeyState State) farthest = (-1, [], default);
        while (open.TryPop(out (int[] Done, KeyState State) at))
        {
            int count = at.Done.Sum();
            if (count == total)
            {
                return null;
            }

            farthest = count > farthest.Count ? (count, at.Done, at.State) : farthest;
            foreach ((int thread, RecordedCall call) in Candidates(threads, at.Done))
            {
                foreach (KeyState next in Outcomes(at.State, call, vanishing))
                {
                    int[] done = [.. at.Done];
                    done[thread]++;
                    if (seen.Add($"{string.Join(',', done)}:{next.Value}:{next.Version}"))
                    {
                        open.Push((done, next));
                    }
                }
            }
        }

        IEnumerable<string> waiting = threads.Select((calls, t) =>
            farthest.Done[t] < calls.Length ? $"thread {t}: {calls[farthest.Done[t]]}" : $"thread {t}: done");
        return $"{farthest.Count} of {total} calls have an order; the key then holds {farthest.State}, and none of these can follow:\n"
            + string.Join('\n', waiting);
    }

    private static IEnumerable<KeyState> Outcomes(KeyState state, RecordedCall call, Vanishing vanishing) =>
        call.IsOpen ? [state, state.AfterOpen(call)]
        : state.After(call, vanishing) is { } next ? [next]
        : [];

    /// <summary>The calls that may come next: those that started before any other of the remaining ones had ended.</summary>
    private static IEnumerable<(int Thread, RecordedCall Call)> Candidates(RecordedCall[][] threads, int[] done)
    {
        long firstEnd = long.MaxValue;
        for (int t = 0; t < threads.Length; t++)
        {
            firstEnd = done[t] < threads[t].Length ? Math.Min(firstEnd, threads[t][done[t]].Ended) : firstEnd;
        }

        for (int t = 0; t < threads.Length; t++)
        {
            if (done[t] < threads[t].Length && threads[t][done[t]].Started <= firstEnd)
            {
                yield return (t, threads[t][done[t]]);
            }
        }
    }
}
