namespace Mooncake.Backends;

/// <summary>An engine that reports statistics. Optional for a <see cref="StoreBackend"/>.</summary>
public interface IStatisticsSource
{
    /// <summary>Takes a snapshot, collected part by part: exact if no other call runs, approximate otherwise.</summary>
    /// <param name="statistics">The figures; the default if the return value is not 0.</param>
    /// <returns>0; -600 before setup and after disposal.</returns>
    int GetStatistics(out StoreStatistics statistics);
}
