using System.Runtime.InteropServices;
using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Clusters;

/// <content>The keys that were stored lately: what an index of the keys has to take note of. Nothing is recorded where no keys are listed.</content>
internal sealed unsafe partial class Arena
{
    private byte[]? _stored;
    private int _storedBytes;
    private int _mostStoredBytes;

    /// <summary>Records from now on which keys get objects. What was recorded before is forgotten.</summary>
    /// <param name="mostBytes">How much may be recorded until <see cref="TryTakeStored"/> takes it; the arena gives up where there is more.</param>
    internal void RecordStored(int mostBytes)
    {
        using (_lock.Hold())
        {
            _stored = new byte[1024];
            _storedBytes = 0;
            _mostStoredBytes = mostBytes;
        }
    }

    /// <summary>Takes what was recorded; the arena goes on recording.</summary>
    /// <param name="records">An empty buffer; gets the records: an int with a key's length, and the key, one behind the other.</param>
    /// <param name="bytes">The bytes that the records take.</param>
    /// <returns>False if something was lost, so that all objects have to be looked at.</returns>
    internal bool TryTakeStored(ref byte[] records, out int bytes)
    {
        bytes = 0;
        using (_lock.Hold())
        {
            if (_stored is null)
            {
                return false;
            }

            (records, _stored) = (_stored, records);
            (bytes, _storedBytes) = (_storedBytes, 0);
            return true;
        }
    }

    /// <summary>
    /// Records the key of an object that was made known, or has moved to another entry. It may be dead by now, but it is not retired.
    /// </summary>
    /// <remarks>
    /// Records the key, not the entry: a listing that reads the record later would miss a key that has another entry by then.
    /// </remarks>
    private void Record(int id)
    {
        ReadOnlySpan<byte> key = Entry.KeyOf(_table.At(id));
        long bytes = (long)_storedBytes + sizeof(int) + key.Length;
        if (bytes > _mostStoredBytes)
        {
            _stored = null;
            return;
        }

        if (bytes > _stored!.Length)
        {
            try
            {
                Array.Resize(ref _stored, (int)Math.Min(Math.Max(bytes, 2L * _stored.Length), _mostStoredBytes));
            }
            catch (OutOfMemoryException)
            {
                // The object is known already, so nothing may fail here. The next listing looks at all objects instead.
                _stored = null;
                return;
            }
        }

        MemoryMarshal.Write(_stored.AsSpan(_storedBytes), key.Length);
        key.CopyTo(_stored.AsSpan(_storedBytes + sizeof(int)));
        _storedBytes = (int)bytes;
    }
}
