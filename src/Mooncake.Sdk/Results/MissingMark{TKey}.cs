using Mooncake.Keys;

namespace Mooncake;

/// <summary>The same, with the key: its text is made only for an exception. A miss allocates this object and nothing else.</summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <param name="key">The key.</param>
internal sealed class MissingMark<TKey>(TKey key) : MissingMark
    where TKey : struct, IStoreKey<TKey>
{
    /// <inheritdoc/>
    internal override string? KeyText => Keys.KeyText.ToText(in key);
}
