namespace Mooncake.Backends;

/// <summary>Looks at a key.</summary>
/// <param name="key">The key's UTF-8 bytes, without NUL. They are valid until the filter returns.</param>
/// <returns>True if the key's object is meant.</returns>
public delegate bool KeyFilter(ReadOnlySpan<byte> key);
