namespace Mooncake.Cli.Bench;

/// <summary>An object that is stored to be measured.</summary>
/// <param name="Run">Identifies the run, so that two at a time do not meet.</param>
/// <param name="Number">The object's number in the run.</param>
/// <param name="Payload">Random bytes.</param>
[StoreKey("mooncake-bench/{Run}/{Number:x8}")]
internal sealed partial record BenchObject(string Run, int Number, ReadOnlyMemory<byte> Payload)
{
    /// <summary>What all keys begin with.</summary>
    internal const string Prefix = "mooncake-bench/";
}
