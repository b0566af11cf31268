namespace Mooncake;

/// <summary>
/// Takes the place of an error in a result without one. A result with a value is therefore two references, which a method returns in
/// registers; with a separate status it would be returned through memory at every step of a read.
/// </summary>
internal static class ResultMark
{
    /// <summary>There is a value.</summary>
    internal static readonly object Found = new();

    /// <summary>There is no object.</summary>
    internal static readonly MissingMark Missing = new();
}
