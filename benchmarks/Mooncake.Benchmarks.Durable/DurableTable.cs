namespace Mooncake.Benchmarks.Durable;

/// <summary>The durable engine against RocksDB by hand, in turns in one run, as a Markdown table.</summary>
internal static class DurableTable
{
    /// <summary>The parts that can be measured alone.</summary>
    internal static readonly string[] Parts = ["disk", "put", "get", "scan", "hot", "opening", "churn"];

    private const int Small = 256;
    private const int Large = 4096;

    /// <summary>Measures and prints.</summary>
    /// <param name="part">One of <see cref="Parts"/>, or <c>all</c>.</param>
    /// <param name="folder">A folder on the disk that is measured; the system's folder for temporary files if null.</param>
    /// <param name="cancellationToken">Ends the run between two parts.</param>
    internal static void Run(string part, string? folder, CancellationToken cancellationToken)
    {
        using DurableFolders folders = new(Path.Combine(folder ?? Path.GetTempPath(), $"mooncake-bench-{Guid.NewGuid():n}"));
        Console.WriteLine(DurableRow.Head);
        foreach (string each in part == "all" ? Parts : [part])
        {
            foreach (int size in (ReadOnlySpan<int>)[Small, Large])
            {
                cancellationToken.ThrowIfCancellationRequested();
                Run(each, size, folders);
            }
        }
    }

    private static void Run(string part, int size, DurableFolders folders)
    {
        const int crashed = 1_000_000;
        const long churned = 1L << 30;
        switch (part)
        {
            case "disk":
                new DurableDisk(folders).RunSyncRate(size);
                break;
            case "put":
                new DurablePuts(folders).Run(size);
                break;
            case "get":
                new DurableReads(folders).Run(size);
                break;
            case "scan":
                new DurableScans(folders).Run(size);
                break;
            case "hot":
                new DurableReads(folders).RunHot(size);
                break;
            case "opening" when size == Small:
                new DurableDisk(folders).RunOpening(size, crashed);
                break;
            case "churn" when size == Large:
                new DurableDisk(folders).RunChurn(size, churned);
                break;
            default:
                break;
        }
    }
}
