namespace Mooncake;

/// <summary>
/// What stands in place of an error in a result that has none. So a result with a value is two references, which a method hands back in
/// registers; with its status beside them it would go through memory at every step of a read.
/// </summary>
internal static class ResultMark
{
    /// <summary>There is a value.</summary>
    internal static readonly object Found = new();

    /// <summary>There is no object.</summary>
    internal static readonly MissingMark Missing = new();
}
