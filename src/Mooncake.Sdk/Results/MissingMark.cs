namespace Mooncake;

/// <summary>Takes the place of an error in the result of a read that found no object.</summary>
internal class MissingMark
{
    /// <summary>The key's text, or null if it is not recorded.</summary>
    internal virtual string? KeyText => null;
}
