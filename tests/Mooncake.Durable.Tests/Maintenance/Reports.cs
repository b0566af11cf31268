namespace Mooncake.Durable.Tests.Maintenance;

/// <summary>Collects reports on the thread that makes them.</summary>
internal sealed class Reports : IProgress<DurableProgress>
{
    internal List<DurableProgress> All { get; } = [];

    internal Action? AtFirst { get; init; }

    public void Report(DurableProgress value)
    {
        All.Add(value);
        if (All.Count == 1)
        {
            AtFirst?.Invoke();
        }
    }
}
