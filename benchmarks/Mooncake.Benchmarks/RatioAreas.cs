using Mooncake.Benchmarks.Calls;
using Mooncake.Benchmarks.Cluster;
using Mooncake.Benchmarks.Embedded;
using Mooncake.Benchmarks.Integrity;
using Mooncake.Benchmarks.Pipeline;
using Mooncake.Benchmarks.Serialization;
using Mooncake.Benchmarks.Typed;

namespace Mooncake.Benchmarks;

/// <summary>The areas that can be measured.</summary>
internal static class RatioAreas
{
    /// <summary>Their names, in the order in which "all" runs them.</summary>
    internal static readonly string[] Names = ["serialization", "crc", "typed", "packed", "pipeline", "embedded", "cluster", "calls"];

    /// <summary>Measures one area or all.</summary>
    /// <returns>The process's exit code.</returns>
    internal static async Task<int> RunAsync(string area, string? connect, CancellationToken cancellationToken)
    {
        foreach (string name in area == "all" ? Names : [area])
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (name)
            {
                case "serialization":
                    SerializationRatios.Run();
                    break;
                case "crc":
                    CrcRatios.Run();
                    break;
                case "typed":
                    await TypedRatios.RunAsync(connect, cancellationToken);
                    break;
                case "packed":
                    await PackedRatios.RunAsync(connect, cancellationToken);
                    break;
                case "pipeline":
                    await PipelineRatios.RunAsync(connect, cancellationToken);
                    break;
                case "embedded":
                    await EmbeddedRatios.RunAsync(connect, cancellationToken);
                    break;
                case "cluster":
                    await ClusterRatios.RunAsync(connect, cancellationToken);
                    break;
                case "calls" when connect is not null:
                    await CallRatios.RunAsync(connect, cancellationToken);
                    break;
                default:
                    // The calls of the in-process engine over themselves say nothing.
                    if (area == "calls")
                    {
                        await Console.Error.WriteLineAsync(
                            "The area 'calls' compares a connected store with the in-process engine: give --connect.");
                        return 1;
                    }

                    break;
            }
        }

        return 0;
    }
}
