using System.Buffers;
using System.IO.Pipelines;

namespace Mooncake.Administration;

/// <summary>
/// The keys that a master lists at its HTTP port, one per line, read while they are enumerated: the answer is never in memory as a whole.
/// Not thread-safe.
/// </summary>
/// <remarks>
/// The master writes keys in no particular order, and a key with a line feed as two lines, which nothing tells from two keys.
/// </remarks>
/// <param name="response">The response, disposed with this.</param>
/// <param name="body">Its body.</param>
internal sealed class KeyStream(HttpResponseMessage response, PipeReader body) : IAsyncDisposable
{
    /// <summary>The longest line that is a key: longer ones are no answer of a master's.</summary>
    internal const int LongestLine = 1 << 20;

    /// <summary>Reads the next keys with a prefix.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <param name="keys">Receives their bytes, one after the other; at least <see cref="LongestLine"/> bytes.</param>
    /// <param name="lengths">Receives their lengths in bytes.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>How many there are; 0 at the end.</returns>
    /// <exception cref="FormatException">A line is too long.</exception>
    internal async ValueTask<int> ReadAsync(byte[] prefix, byte[] keys, int[] lengths, CancellationToken cancellationToken)
    {
        int count = 0;
        int used = 0;
        while (true)
        {
            ReadResult read = await body.ReadAsync(cancellationToken).ConfigureAwait(false);
            bool isFull = Take(read, prefix, keys, lengths, ref count, ref used, out SequencePosition taken);
            body.AdvanceTo(taken, isFull ? taken : read.Buffer.End);
            if (isFull || (read.IsCompleted && count > 0))
            {
                return count;
            }

            if (read.IsCompleted)
            {
                return 0;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await body.CompleteAsync().ConfigureAwait(false);
        response.Dispose();
    }

    /// <summary>Takes the whole lines of what has arrived.</summary>
    /// <returns>True if there is no room for another key, or enough of them.</returns>
    private static bool Take(
        in ReadResult read, byte[] prefix, byte[] keys, int[] lengths, ref int count, ref int used, out SequencePosition taken)
    {
        SequenceReader<byte> lines = new(read.Buffer);
        while (true)
        {
            taken = lines.Position;
            if (!lines.TryReadTo(out ReadOnlySequence<byte> line, (byte)'\n'))
            {
                if (lines.Remaining > LongestLine)
                {
                    throw new FormatException($"a line has more than {LongestLine} bytes.");
                }

                if (!read.IsCompleted || lines.End)
                {
                    return false;
                }

                line = lines.UnreadSequence;
                lines.AdvanceToEnd();
            }

            if (line.IsEmpty || line.Length > LongestLine || !StartsWith(line, prefix))
            {
                continue;
            }

            if (count == lengths.Length || line.Length > keys.Length - used)
            {
                // Read again with the next page.
                return true;
            }

            line.CopyTo(keys.AsSpan(used));
            lengths[count++] = (int)line.Length;
            used += (int)line.Length;
        }
    }

    private static bool StartsWith(in ReadOnlySequence<byte> line, byte[] prefix) =>
        line.IsSingleSegment
            ? line.FirstSpan.StartsWith(prefix)
            : line.Length >= prefix.Length && line.Slice(0, prefix.Length).ToArray().AsSpan().SequenceEqual(prefix);
}
