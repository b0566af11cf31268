namespace Mooncake.Server.Commands;

/// <summary>Which arguments of a command are keys, as COMMAND INFO lists them.</summary>
/// <param name="First">The first argument that is a key; 0 if there is none.</param>
/// <param name="Last">The last argument that is a key; negative from the end.</param>
/// <param name="Step">The distance from a key to the next.</param>
internal readonly record struct CommandKeys(int First, int Last, int Step)
{
    /// <summary>The first argument is the only key.</summary>
    internal static CommandKeys One { get; } = new(1, 1, 1);
}
