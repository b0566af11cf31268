using System.CommandLine.Parsing;
using System.Globalization;
using Mooncake.Cli.Output;

namespace Mooncake.Cli.Replay;

/// <summary>The capacities of a sweep, in blocks.</summary>
internal static class SweepCapacities
{
    /// <summary>Eight, from 1/128 of the trace's blocks to all of them; fewer if the trace is small.</summary>
    /// <param name="distinctBlocks">The blocks of the trace that differ.</param>
    internal static int[] Default(int distinctBlocks) =>
        [.. Enumerable.Range(0, 8).Select(i => Math.Max(1, distinctBlocks >> (7 - i))).Distinct()];

    /// <summary>Parses numbers that are separated by commas. Leaves out 0, so that "0" is no sweep.</summary>
    /// <param name="result">The option's argument; gets an error if it is not valid.</param>
    /// <returns>The capacities in their order; null after an error.</returns>
    internal static int[]? Parse(ArgumentResult result)
    {
        List<int> capacities = [];
        foreach (string part in result.Tokens[0].Value.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int capacity))
            {
                result.AddError($"--sweep takes numbers of blocks, separated by commas; '{Printable.Of(part)}' is not one.");
                return null;
            }

            capacities.Add(capacity);
        }

        return [.. capacities.Where(static capacity => capacity > 0).Distinct().Order()];
    }
}
