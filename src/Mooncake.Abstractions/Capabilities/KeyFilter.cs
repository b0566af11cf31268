namespace Mooncake.Backends;

/// <summary>Selects objects by their keys.</summary>
/// <param name="key">The key's UTF-8 bytes, without NUL. They are valid until the filter returns.</param>
/// <returns>True to select the key's object.</returns>
public delegate bool KeyFilter(ReadOnlySpan<byte> key);
