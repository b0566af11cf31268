namespace Mooncake.Session;

/// <summary>Something that is to happen at a time, unless it is called off.</summary>
internal interface IAlarm
{
    /// <summary>It is time. Called once, on the thread that keeps deadlines: neither blocks nor throws.</summary>
    void Fire();
}
