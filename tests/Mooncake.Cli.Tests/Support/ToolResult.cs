using Mooncake.Cli.Frame;

namespace Mooncake.Cli.Tests.Support;

/// <summary>What a run of the tool returned and wrote.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Bytes">Standard output as bytes.</param>
internal sealed record ToolResult(ExitCode Code, string Output, string Error, byte[] Bytes);
