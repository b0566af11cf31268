using System.Globalization;

namespace Mooncake;

/// <summary>What a removal of many objects did.</summary>
/// <param name="Removed">The number of objects that were removed.</param>
/// <param name="Skipped">
/// The number of objects that stay because a reader holds a lease on them; 0 if the removal was forced. Null where the engine does not
/// count them: on a cluster.
/// </param>
public readonly record struct StoreRemoval(long Removed, long? Skipped)
{
    /// <summary>The numbers as text, for logs: "Removed 5, skipped 2".</summary>
    public override string ToString() => Skipped is { } skipped
        ? string.Create(CultureInfo.InvariantCulture, $"Removed {Removed}, skipped {skipped}")
        : string.Create(CultureInfo.InvariantCulture, $"Removed {Removed}");
}
