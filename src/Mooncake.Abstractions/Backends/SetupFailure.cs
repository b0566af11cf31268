namespace Mooncake.Backends;

/// <summary>Why a setup failed, if the engine can report more than a code.</summary>
/// <param name="Code">The code; negative.</param>
/// <param name="Cause">What failed, on what, in one sentence.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record SetupFailure(StoreErrorCode Code, string Cause, string Remedy)
{
    /// <summary>Further lines, such as the paths that were tried.</summary>
    /// <value>Empty unless set.</value>
    public IReadOnlyList<string> Details { get; init; } = [];
}
