namespace Mooncake.Conformance.Engines;

/// <summary>An implementation of the contract that has to pass the scenarios. Each has a suite (see <c>ConformanceSuite</c>).</summary>
public abstract class ConformanceEngine
{
    /// <summary>Why it cannot be played on here, or null if it can.</summary>
    public virtual string? UnavailableReason => null;

    /// <summary>The capabilities that its clients offer (interfaces of <c>Mooncake.Abstractions/Capabilities</c>). Each has a suite to pass.</summary>
    public virtual IReadOnlyCollection<Type> Capabilities => [];

    /// <summary>The scenarios that the engine need not pass, by file name, each with the reason.</summary>
    public virtual IReadOnlyDictionary<string, string> Exemptions { get; } = new Dictionary<string, string>();

    /// <summary>Opens an empty cluster whose leases last 2 seconds; called only if the engine is available.</summary>
    /// <returns>The cluster, to be disposed of by the caller after its clients.</returns>
    public abstract ConformanceCluster OpenCluster();
}
