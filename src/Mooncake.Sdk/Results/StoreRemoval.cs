using System.Globalization;

namespace Mooncake;

/// <summary>The outcome of a removal of many objects.</summary>
/// <param name="Removed">The number of objects removed.</param>
/// <param name="Skipped">
/// The number of objects skipped because they are leased; 0 if the removal was forced. Null if the engine does not count them: on a
/// cluster.
/// </param>
public readonly record struct StoreRemoval(long Removed, long? Skipped)
{
    /// <summary>The numbers as text, for logs: "Removed 5, skipped 2".</summary>
    public override string ToString() => Skipped is { } skipped
        ? string.Create(CultureInfo.InvariantCulture, $"Removed {Removed}, skipped {skipped}")
        : string.Create(CultureInfo.InvariantCulture, $"Removed {Removed}");
}
