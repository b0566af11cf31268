namespace Mooncake.Conformance.Player;

/// <summary>What a step answered. A member is null where the step has no such thing.</summary>
internal sealed record StepOutcome
{
    /// <summary>An act of the player's own, which has no answer.</summary>
    internal static readonly StepOutcome Silent = new();

    /// <summary>The function's answer, or what stands for it.</summary>
    public string? Answer { get; init; }

    /// <summary>The answers to the items of a batch.</summary>
    public IReadOnlyList<long>? Results { get; init; }

    /// <summary>The answers to the same call made many times.</summary>
    public IReadOnlyList<long>? Repeated { get; init; }

    /// <summary>Whether the bytes that arrived equal the data, of the call or of each item; without data, true.</summary>
    public IReadOnlyList<bool>? DataOk { get; init; }

    /// <summary>Whether the host name names a port.</summary>
    public bool? HostnameHasPort { get; init; }

    /// <summary>What went wrong whatever was expected, such as bytes written where none belong.</summary>
    public string? Violation { get; init; }
}
