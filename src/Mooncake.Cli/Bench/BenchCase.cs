namespace Mooncake.Cli.Bench;

/// <summary>One measurement.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Bytes">Payload of an object in bytes.</param>
/// <param name="Objects">Objects in one call: 1, or the length of the lists.</param>
/// <param name="Concurrency">Callers at a time.</param>
internal sealed record BenchCase(BenchOperation Operation, int Bytes, int Objects, int Concurrency)
{
    // One native call carries at most so many bytes; a longer list would measure several.
    private const int ListBytes = 4 << 20;

    /// <summary>All measurements, in the order in which they are made.</summary>
    /// <param name="sizes">Payloads in bytes.</param>
    /// <param name="concurrencies">Numbers of callers.</param>
    internal static IEnumerable<BenchCase> All(IReadOnlyList<int> sizes, IReadOnlyList<int> concurrencies) =>
        from size in sizes
        from objects in new[] { 1, Math.Clamp(ListBytes / size, 4, 64) }
        from concurrency in concurrencies
        from operation in Enum.GetValues<BenchOperation>()
        select new BenchCase(operation, size, objects, concurrency);
}
