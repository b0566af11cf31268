using System.Text;

namespace Mooncake.Testing;

/// <summary>The most common key filters.</summary>
public static class StoreKeyFilters
{
    /// <summary>One key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>A filter that matches this key only.</returns>
    public static StoreKeyFilter Exactly(string key)
    {
        byte[] expected = Encoding.UTF8.GetBytes(key);
        return actual => actual.SequenceEqual(expected);
    }

    /// <summary>All keys with a prefix.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <returns>A filter that matches keys that begin with <paramref name="prefix"/>.</returns>
    public static StoreKeyFilter StartsWith(string prefix)
    {
        byte[] expected = Encoding.UTF8.GetBytes(prefix);
        return actual => actual.StartsWith(expected);
    }
}
