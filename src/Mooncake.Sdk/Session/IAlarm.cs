namespace Mooncake.Session;

/// <summary>A callback that is scheduled for a time, unless it is cancelled.</summary>
internal interface IAlarm
{
    /// <summary>Called once at that time, on the deadline thread: must neither block nor throw.</summary>
    void Fire();
}
