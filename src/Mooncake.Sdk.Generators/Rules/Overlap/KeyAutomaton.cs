namespace Mooncake.Sdk.Generators.Rules.Overlap;

/// <summary>
/// All keys that a template can produce, as a machine that reads UTF-16 units: exactly those that lead from its start to its end. Keys
/// are equal as UTF-8 if they are equal so, for neither form has lone surrogates.
/// </summary>
internal sealed class KeyAutomaton
{
    /// <summary>The state in which a key begins.</summary>
    private const int Start = 0;

    private const char Undefined = '\0';

    /// <summary>What reads well in an example of a key.</summary>
    private const string Preferred = "a0A1";

    private readonly List<List<Edge>> _states = [[]];

    /// <summary>The state in which a key is complete.</summary>
    public int End { get; set; }

    /// <summary>Adds a state.</summary>
    /// <returns>Its number.</returns>
    public int AddState()
    {
        _states.Add([]);
        return _states.Count - 1;
    }

    /// <summary>Adds a way from one state to another.</summary>
    /// <param name="from">The one state.</param>
    /// <param name="first">The first of the characters that take it.</param>
    /// <param name="last">The last of them.</param>
    /// <param name="to">The other state.</param>
    public void AddEdge(int from, char first, char last, int to) => _states[from].Add(new Edge(first, last, to));

    /// <summary>Looks for a key that both machines read, with as few characters as possible. The empty text is no key.</summary>
    /// <param name="first">The one machine.</param>
    /// <param name="second">The other.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The key, or null if there is none: the answer is exact.</returns>
    public static string? FindCommonKey(KeyAutomaton first, KeyAutomaton second, CancellationToken cancellationToken)
    {
        (int, int) start = (Start, Start);
        Dictionary<(int First, int Second), ((int, int) Before, char By)> visited = new() { [start] = (start, Undefined) };
        Queue<(int First, int Second)> waiting = new([start]);
        while (waiting.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (int First, int Second) current = waiting.Dequeue();
            foreach (Edge one in first._states[current.First])
            {
                foreach (Edge other in second._states[current.Second])
                {
                    char low = one.First > other.First ? one.First : other.First;
                    char high = one.Last < other.Last ? one.Last : other.Last;
                    if (low > high)
                    {
                        continue;
                    }

                    char by = Choose(low, high);
                    (int First, int Second) next = (one.To, other.To);
                    if (next == (first.End, second.End))
                    {
                        return Trace(visited, current, start) + by;
                    }

                    if (!visited.ContainsKey(next))
                    {
                        visited.Add(next, (current, by));
                        waiting.Enqueue(next);
                    }
                }
            }
        }

        return null;
    }

    private static char Choose(char low, char high)
    {
        foreach (char candidate in Preferred)
        {
            if (candidate >= low && candidate <= high)
            {
                return candidate;
            }
        }

        return low;
    }

    private static string Trace(
        Dictionary<(int First, int Second), ((int, int) Before, char By)> visited, (int, int) state, (int, int) start)
    {
        List<char> key = [];
        while (state != start)
        {
            ((int, int) before, char by) = visited[state];
            key.Insert(0, by);
            state = before;
        }

        return new string([.. key]);
    }

    private readonly record struct Edge(char First, char Last, int To);
}
