namespace Mooncake.Backends;

/// <summary>An engine that counts what it holds and does. Optional for a <see cref="StoreBackend"/>.</summary>
public interface IStatisticsSource
{
    /// <summary>Takes a snapshot, gathered part by part: exact when nothing else runs, close to it otherwise.</summary>
    /// <param name="statistics">The figures; the default if the answer is not 0.</param>
    /// <returns>0; -600 before setup and after disposal.</returns>
    int GetStatistics(out StoreStatistics statistics);
}
