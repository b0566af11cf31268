namespace Mooncake.Errors;

/// <summary>Guesses which name was meant by one that does not exist. Also compiled into the generator.</summary>
internal static class NearestName
{
    // The comparison takes time and memory in proportion to the length; nobody types a name of this length by mistake.
    private const int LongestName = 100;

    /// <summary>The name that takes the fewest edits to reach, if they are few enough for a slip of the keyboard.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="names">What exists.</param>
    /// <returns>The nearest one, the first of equals; null if none is near.</returns>
    public static string? Find(string name, IReadOnlyList<string> names)
    {
        if (name.Length > LongestName)
        {
            return null;
        }

        string? nearest = null;
        int fewest = 1 + Math.Max(1, name.Length / 3);
        foreach (string candidate in names)
        {
            int edits = string.Equals(name, candidate, StringComparison.OrdinalIgnoreCase) ? 0 : Edits(name, candidate);
            if (edits < fewest)
            {
                nearest = candidate;
                fewest = edits;
            }
        }

        return nearest;
    }

    /// <summary>Insertions, deletions, replacements, and exchanges of neighbours that turn one text into the other, in any case.</summary>
    private static int Edits(string from, string to)
    {
        int[,] edits = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
        {
            for (int j = 0; j <= to.Length; j++)
            {
                edits[i, j] = Math.Max(i, j);
                if (i == 0 || j == 0)
                {
                    continue;
                }

                int replaced = edits[i - 1, j - 1] + (IsSame(from[i - 1], to[j - 1]) ? 0 : 1);
                edits[i, j] = Math.Min(replaced, 1 + Math.Min(edits[i - 1, j], edits[i, j - 1]));
                if (i > 1 && j > 1 && IsSame(from[i - 1], to[j - 2]) && IsSame(from[i - 2], to[j - 1]))
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[from.Length, to.Length];
    }

    private static bool IsSame(char first, char second) => char.ToUpperInvariant(first) == char.ToUpperInvariant(second);
}
