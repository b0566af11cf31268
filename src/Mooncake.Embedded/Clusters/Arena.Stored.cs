using System.Runtime.InteropServices;
using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Clusters;

/// <content>The keys stored recently, for an index of the keys. Nothing is recorded if no keys are listed.</content>
internal sealed unsafe partial class Arena
{
    private byte[]? _stored;
    private int _storedBytes;
    private int _mostStoredBytes;

    /// <summary>Records from now on which keys get objects. Earlier records are dropped.</summary>
    /// <param name="mostBytes">
    /// The maximum number of bytes until <see cref="TryTakeStored"/> takes them; beyond that, recording is abandoned.
    /// </param>
    internal void RecordStored(int mostBytes)
    {
        using (_lock.Hold())
        {
            _stored = new byte[1024];
            _storedBytes = 0;
            _mostStoredBytes = mostBytes;
        }
    }

    /// <summary>Takes the records; the arena continues to record.</summary>
    /// <param name="records">An empty buffer; receives the records, one after the other: an int with a key's length, and the key.</param>
    /// <param name="bytes">The size of the records in bytes.</param>
    /// <returns>False if something was lost, so that all objects must be examined.</returns>
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
    /// Records the key of an object that was published, or has moved to another entry. It may be dead by now, but it is not retired.
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
                // The object is already published, so nothing may fail here. The next listing examines all objects instead.
                _stored = null;
                return;
            }
        }

        MemoryMarshal.Write(_stored.AsSpan(_storedBytes), key.Length);
        key.CopyTo(_stored.AsSpan(_storedBytes + sizeof(int)));
        _storedBytes = (int)bytes;
    }
}
