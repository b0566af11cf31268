namespace Mooncake.Keys;

/// <summary>Turns the text of a key into a key.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <param name="text">Its UTF-8 text.</param>
/// <param name="key">The key.</param>
/// <returns>False if the text is no key of the type.</returns>
internal delegate bool KeyParser<TKey>(ReadOnlySpan<byte> text, out TKey key);
