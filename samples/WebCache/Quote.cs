namespace WebCache;

/// <summary>The price of something at a time.</summary>
/// <param name="Symbol">What has the price.</param>
/// <param name="Price">The price.</param>
/// <param name="ReadAt">When it was read.</param>
internal sealed record Quote(string Symbol, decimal Price, DateTimeOffset ReadAt)
{
    /// <summary>The quote as a response.</summary>
    internal string ToText() => FormattableString.Invariant($"{Symbol} {Price:F2}, read at {ReadAt:O}");
}
