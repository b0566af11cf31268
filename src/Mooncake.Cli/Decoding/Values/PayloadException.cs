namespace Mooncake.Cli.Decoding.Values;

/// <summary>Bytes are not what a shape says.</summary>
/// <param name="offset">Where in the payload.</param>
/// <param name="problem">What is wrong.</param>
internal sealed class PayloadException(int offset, string problem) : Exception($"At byte {offset}: {problem}.");
