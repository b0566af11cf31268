namespace Mooncake.Embedded.Memory;

/// <summary>The location of an object's bytes: one range in each of one or more different segments.</summary>
internal unsafe struct Placement
{
    /// <summary>The replica that is read.</summary>
    internal Replica First;

    /// <summary>The other replicas; null if there are none.</summary>
    internal Replica[]? Copies;

    /// <summary>Number of replicas.</summary>
    internal readonly int Count => First.Segment is null ? 0 : 1 + (Copies?.Length ?? 0);

    /// <summary>True if one of its segments belongs to a client that leaves.</summary>
    internal readonly bool IsLeaving
    {
        get
        {
            if (First.Segment.IsLeaving)
            {
                return true;
            }

            foreach (Replica copy in Copies ?? [])
            {
                if (copy.Segment.IsLeaving)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>True if a replica is in this segment.</summary>
    internal readonly bool LiesIn(Segment segment)
    {
        if (First.Segment == segment)
        {
            return true;
        }

        foreach (Replica copy in Copies ?? [])
        {
            if (copy.Segment == segment)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds a replica.</summary>
    internal void Add(Replica replica)
    {
        if (First.Segment is null)
        {
            First = replica;
        }
        else
        {
            Copies = [.. Copies ?? [], replica];
        }
    }

    /// <summary>Returns all ranges, which no object has used.</summary>
    /// <param name="size">The requested size of each range.</param>
    internal readonly void Revoke(nuint size)
    {
        First.Segment.Revoke(First.Address, size);
        foreach (Replica copy in Copies ?? [])
        {
            copy.Segment.Revoke(copy.Address, size);
        }
    }

    /// <summary>Copies the bytes of the first replica to the others.</summary>
    /// <param name="size">The size of each range.</param>
    internal readonly void FillCopies(nuint size)
    {
        foreach (Replica copy in Copies ?? [])
        {
            Buffer.MemoryCopy(First.Address, copy.Address, size, size);
        }
    }
}
