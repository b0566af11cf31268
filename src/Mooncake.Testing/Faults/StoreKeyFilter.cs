namespace Mooncake.Testing;

/// <summary>Decides whether a rule applies to a key.</summary>
/// <param name="key">The key in UTF-8, without the NUL.</param>
/// <returns>True if it does.</returns>
public delegate bool StoreKeyFilter(ReadOnlySpan<byte> key);
