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
    internal static readonly string[] Names = ["serialization", "crc", "typed", "pipeline", "embedded"];

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
                case "pipeline":
                    await PipelineRatios.RunAsync(cancellationToken);
                    break;
                default:
                    EmbeddedRatios.Run();
                    break;
            }
        }

        return 0;
    }
}
