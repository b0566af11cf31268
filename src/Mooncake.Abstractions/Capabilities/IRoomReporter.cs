namespace Mooncake.Backends;

/// <summary>An engine that says why it has no room for an object. Optional for a <see cref="StoreBackend"/>.</summary>
/// <remarks>Callers ask after a put was answered with <see cref="StoreErrorCode.NoAvailableHandle"/>. The answer is of now, not of the put.</remarks>
public interface IRoomReporter
{
    /// <summary>Says why a put finds no room. Costs little, however many objects there are.</summary>
    /// <param name="size">The object's size in bytes.</param>
    /// <param name="keyLength">The length of its key in bytes.</param>
    /// <returns>The cause, with sizes; the default before setup and after disposal.</returns>
    NoRoomReport ReportNoRoom(nuint size, int keyLength);
}
