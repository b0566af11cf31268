namespace Mooncake.Pipeline;

/// <summary>A doubly linked list of calls. Not thread-safe: protected by a group's lock.</summary>
internal struct CallList
{
    /// <summary>The oldest call, or null.</summary>
    internal PendingCall? First { get; private set; }

    /// <summary>The newest call, or null.</summary>
    internal PendingCall? Last { get; private set; }

    /// <summary>Number of calls.</summary>
    internal int Count { get; private set; }

    /// <summary>Adds a call at the end.</summary>
    internal void Append(PendingCall call)
    {
        call.Previous = Last;
        call.Next = null;
        if (Last is null)
        {
            First = call;
        }
        else
        {
            Last.Next = call;
        }

        Last = call;
        Count++;
    }

    /// <summary>Adds a call at the beginning.</summary>
    internal void Prepend(PendingCall call)
    {
        call.Previous = null;
        call.Next = First;
        if (First is null)
        {
            Last = call;
        }
        else
        {
            First.Previous = call;
        }

        First = call;
        Count++;
    }

    /// <summary>Removes a call from any position.</summary>
    internal void Remove(PendingCall call)
    {
        if (call.Previous is null)
        {
            First = call.Next;
        }
        else
        {
            call.Previous.Next = call.Next;
        }

        if (call.Next is null)
        {
            Last = call.Previous;
        }
        else
        {
            call.Next.Previous = call.Previous;
        }

        call.Next = null;
        call.Previous = null;
        Count--;
    }
}
