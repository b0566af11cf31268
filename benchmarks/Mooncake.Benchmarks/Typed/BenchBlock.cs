namespace Mooncake.Benchmarks.Typed;

/// <summary>The record that is stored and read.</summary>
[StoreKey("bench/{Model}/{Layer:D3}/{Block:x16}")]
internal sealed partial record BenchBlock(string Model, int Layer, ulong Block, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Makes blocks with payloads of one size.</summary>
    internal static BenchBlock[] Make(int count, int payload)
    {
        byte[] bytes = new byte[payload];
        Random.Shared.NextBytes(bytes);
        return [.. Enumerable.Range(0, count).Select(i => new BenchBlock("llama-70b", 3, (ulong)i, bytes))];
    }
}
