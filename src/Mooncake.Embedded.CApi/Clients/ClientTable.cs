using System.Diagnostics.CodeAnalysis;

namespace Mooncake.Embedded.CApi.Clients;

/// <summary>
/// The handles that were given out. A handle is a number and never an address: whatever a program passes as one is looked up, and a
/// null, a dead or an invented handle is found out instead of followed.
/// </summary>
/// <remarks>
/// <para>
/// From the top: a tag of 4 bits that no address of a program has on 64-bit machines, 40 bits that count the handles ever given out,
/// and 20 bits that say where in the table the client is. A place is used again, a number is not (a program that made a million
/// handles a second would need twelve days to come round).
/// </para>
/// <para>Lookups take no lock; thread-safe.</para>
/// </remarks>
internal sealed class ClientTable
{
    private const int PlaceBits = 20;
    private const long PlaceMask = (1L << PlaceBits) - 1;
    private const long SequenceMask = (1L << 40) - 1;
    private const long Tag = 0x4L << 60;
    private const int FirstPlaces = 16;

    private readonly Lock _gate = new();
    private readonly Stack<int> _freed = new();
    private StoreClient?[] _clients = new StoreClient?[FirstPlaces];
    private int _usedPlaces;
    private long _sequence;

    /// <summary>Clients in the table.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _usedPlaces - _freed.Count;
            }
        }
    }

    /// <summary>Takes in a client and gives it its handle.</summary>
    /// <param name="client">A client that is in no table.</param>
    /// <returns>The handle; 0 if a million clients are open already.</returns>
    internal nint Add(StoreClient client)
    {
        lock (_gate)
        {
            if (!_freed.TryPop(out int place))
            {
                if (_usedPlaces > PlaceMask)
                {
                    return 0;
                }

                place = _usedPlaces++;
                GrowTo(place);
            }

            _sequence = (_sequence + 1) & SequenceMask;
            client.Handle = unchecked((nint)(Tag | _sequence << PlaceBits | (uint)place));
            Volatile.Write(ref _clients[place], client);
            return client.Handle;
        }
    }

    /// <summary>Finds a client.</summary>
    /// <param name="handle">Anything.</param>
    /// <param name="client">The client, or null if this is no live handle.</param>
    internal bool TryFind(nint handle, [NotNullWhen(true)] out StoreClient? client)
    {
        StoreClient?[] clients = Volatile.Read(ref _clients);
        int place = (int)(handle & PlaceMask);
        client = place < clients.Length ? Volatile.Read(ref clients[place]) : null;
        if (client?.Handle != handle)
        {
            client = null;
        }

        return client is not null;
    }

    /// <summary>Takes a client out: from now on its handle is dead. Of several callers one gets the client.</summary>
    /// <param name="handle">Anything.</param>
    /// <param name="client">The client, or null if this is no live handle.</param>
    internal bool TryRemove(nint handle, [NotNullWhen(true)] out StoreClient? client)
    {
        lock (_gate)
        {
            if (!TryFind(handle, out client))
            {
                return false;
            }

            int place = (int)(handle & PlaceMask);
            _clients[place] = null;
            _freed.Push(place);
            return true;
        }
    }

    // Readers hold on to the array that they found: a client removed meanwhile is closed, and answers so.
    private void GrowTo(int place)
    {
        if (place < _clients.Length)
        {
            return;
        }

        StoreClient?[] larger = new StoreClient?[_clients.Length * 2];
        _clients.CopyTo(larger, 0);
        Volatile.Write(ref _clients, larger);
    }
}
