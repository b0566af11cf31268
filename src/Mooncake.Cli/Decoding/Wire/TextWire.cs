namespace Mooncake.Cli.Decoding.Wire;

/// <summary>A string, or a type that is written as one.</summary>
/// <param name="code"><c>s</c>, <c>uri</c>, <c>culture</c>, <c>zone</c>, <c>version</c>, <c>bigint</c> or <c>builder</c>.</param>
internal sealed class TextWire(string code) : WireType
{
    /// <summary>The notation.</summary>
    internal string Code { get; } = code;
}
