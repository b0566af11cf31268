namespace Mooncake.Cli.Decoding.Wire;

/// <summary>An object of another line, of which the notation tells the kind only.</summary>
/// <param name="kind">The kind.</param>
internal sealed class NestedWire(string kind) : WireType
{
    /// <summary>The kind: <c>object</c>, <c>tolerant</c>, <c>circular</c> or <c>union</c>.</summary>
    internal string Kind { get; } = kind;
}
