using System.Runtime.InteropServices;

namespace Mooncake.Embedded.Clusters;

/// <content>Which entries have got objects lately: what an index of the keys has to take note of. Nothing is recorded where no keys are listed.</content>
internal sealed unsafe partial class Arena
{
    private List<int>? _stored;
    private int _mostStored;

    /// <summary>Records from now on which entries get objects. What was recorded before is forgotten.</summary>
    /// <param name="most">How many may be recorded until <see cref="TryTakeStored"/> takes them; the arena gives up where there are more.</param>
    internal void RecordStored(int most)
    {
        using (_lock.Hold())
        {
            _stored = [];
            _mostStored = most;
        }
    }

    /// <summary>Records no longer.</summary>
    internal void StopRecording()
    {
        using (_lock.Hold())
        {
            _stored = null;
        }
    }

    /// <summary>Takes what was recorded; the arena goes on recording.</summary>
    /// <param name="taken">Gets the entries; they may stand for other objects by now, or for none.</param>
    /// <returns>False if something was lost, so that all objects have to be looked at.</returns>
    internal bool TryTakeStored(List<int> taken)
    {
        using (_lock.Hold())
        {
            if (_stored is null)
            {
                return false;
            }

            taken.AddRange(CollectionsMarshal.AsSpan(_stored));
            _stored.Clear();
            return true;
        }
    }

    /// <summary>Records an object that was made known, or has moved to another entry.</summary>
    private void Record(int id)
    {
        if (_stored!.Count >= _mostStored)
        {
            _stored = null;
            return;
        }

        try
        {
            _stored.Add(id);
        }
        catch (OutOfMemoryException)
        {
            // The object is known already, so nothing may fail here. Whoever lists keys next looks at all objects.
            _stored = null;
        }
    }
}
