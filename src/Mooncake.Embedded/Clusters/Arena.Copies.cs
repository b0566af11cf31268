using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <content>Where the further replicas of objects lie, of the few that have some.</content>
internal sealed unsafe partial class Arena
{
    private readonly Dictionary<int, Replica[]> _copies = [];

    /// <summary>Makes sure that <see cref="Adopt"/>, which comes when the object is known already, has room to remember its further replicas.</summary>
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
