namespace Mooncake.Testing;

/// <summary>Tells whether a rule is about a key.</summary>
/// <param name="key">The key in UTF-8, without the NUL.</param>
/// <returns>True if it is.</returns>
public delegate bool StoreKeyFilter(ReadOnlySpan<byte> key);
