using Mooncake.Embedded.Synchronization;

namespace Mooncake.Embedded.Index;

/// <summary>
/// What all threads were reading at one moment, asked once for all arenas of a cluster: asking interrupts every processor that runs a
/// thread of the process, and costs as much as some dozens of removals.
/// </summary>
/// <remarks>
/// An object that dies notes <see cref="Begun"/> behind the interlocked operation that ends it. A census with a greater number began
/// after that, and its barrier brought to light the mark of every reader that may have found the object alive: whoever is not
/// listed has looked, or will look, behind the barrier, and finds it dead.
/// </remarks>
internal sealed class ReaderCensus
{
    private BriefLock _lock;
    private ulong[] _marks = [];
    private int _count;
    private long _taken;
    private long _begun;

    /// <summary>The number of the last census that was begun.</summary>
    internal long Begun => Volatile.Read(ref _begun);

    /// <summary>Gives the last census, or a new one where the last is not later than needed.</summary>
    /// <param name="after">The number that the census must exceed.</param>
    /// <param name="marks">Gets the hashes that were being read, as <see cref="ReadMark.Normalize"/> gives them; exchanged for a larger array where needed.</param>
    /// <param name="count">How many hashes there are.</param>
    /// <returns>The census's number.</returns>
    internal long Take(long after, ref ulong[] marks, out int count)
    {
        using (_lock.Hold())
        {
            if (_taken <= after)
            {
                _taken = Interlocked.Increment(ref _begun);
                _count = ReadMark.CollectAll(ref _marks);
            }

            if (marks.Length < _count)
            {
                marks = new ulong[_marks.Length];
            }

            _marks.AsSpan(0, _count).CopyTo(marks);
            count = _count;
            return _taken;
        }
    }
}
