namespace Mooncake.Durable.Engine;

/// <summary>Removes objects that were listed before, unless they were removed or replaced since.</summary>
/// <param name="listed">The objects.</param>
/// <param name="force">True to remove leased objects too.</param>
internal sealed unsafe class RemoveManyOperation(ListedKeys listed, bool force) : WriteOperation
{
    private long _pending;

    /// <summary>Objects removed.</summary>
    internal long Removed { get; private set; }

    /// <summary>Objects left out because of a lease.</summary>
    internal long Skipped { get; private set; }

    /// <summary>0, or the negative code of the first failure.</summary>
    internal int Answer { get; private set; } = (int)StoreErrorCode.InternalError;

    /// <inheritdoc/>
    internal override void Apply(WriteGroup group)
    {
        Answer = 0;
        fixed (byte* bytes = listed.Bytes)
        {
            for (int at = 0; at < listed.Bytes.Length;)
            {
                ulong sequence = ListedKeys.Read(listed.Bytes[at..], out int length);
                byte* key = bytes + at + ListedKeys.HeaderLength;
                at += ListedKeys.HeaderLength + length;
                int found = group.Find(key, length, out ObjectRecord record);
                if (found < 0)
                {
                    Answer = found;
                }
                else if (found == 1 && record.Sequence == sequence && !record.IsExpired(group.Now))
                {
                    Remove(group, key, length, in record);
                }
            }
        }
    }

    /// <inheritdoc/>
    internal override void Settle(int answer)
    {
        Removed += answer == 0 ? _pending : 0;
        Answer = answer != 0 ? answer : Answer;
        _pending = 0;
    }

    private void Remove(WriteGroup group, byte* key, int length, in ObjectRecord record)
    {
        if (!force && group.State.IsLeased(record.Sequence))
        {
            Skipped++;
            return;
        }

        group.Remove(this, key, length, in record);
        _pending++;
    }
}
