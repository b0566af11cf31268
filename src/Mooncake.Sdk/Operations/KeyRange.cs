namespace Mooncake.Operations;

/// <summary>Which keys a listing returns, in byte order.</summary>
/// <param name="Prefix">UTF-8 with which the keys begin; may be empty.</param>
/// <param name="From">UTF-8 of the key at which the listing begins; empty to begin with the first key.</param>
/// <param name="IncludesFrom">True to list the key <paramref name="From"/> itself; false to begin after it.</param>
/// <param name="Before">UTF-8 of the key before which the listing ends; null to end with the last key.</param>
internal readonly record struct KeyRange(byte[] Prefix, byte[] From, bool IncludesFrom = false, byte[]? Before = null)
{
    /// <summary>All keys with a prefix.</summary>
    /// <param name="prefix">The prefix.</param>
    internal static KeyRange Of(byte[] prefix) => new(prefix, From: []);
}
