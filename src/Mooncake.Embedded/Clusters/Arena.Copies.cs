using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <content>The additional replicas of objects, for the few that have some.</content>
internal sealed unsafe partial class Arena
{
    private readonly Dictionary<int, Replica[]> _copies = [];

    /// <summary>
    /// Reserves space to record additional replicas for <see cref="Adopt"/>, which runs when the object is already published.
    /// </summary>
    private bool TryMakeRoomForCopies()
    {
        try
        {
            _ = _copies.EnsureCapacity(_copies.Count + 1);
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    private bool HasCopies(int id) => _copies.Count != 0 && _copies.ContainsKey(id);
}
