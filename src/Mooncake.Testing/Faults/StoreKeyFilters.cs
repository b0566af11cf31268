using System.Text;

namespace Mooncake.Testing;

/// <summary>The key filters that rules need most.</summary>
public static class StoreKeyFilters
{
    /// <summary>One key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>A filter that holds for this key only.</returns>
    public static StoreKeyFilter Exactly(string key)
    {
        byte[] expected = Encoding.UTF8.GetBytes(key);
        return actual => actual.SequenceEqual(expected);
    }

    /// <summary>All keys that begin alike.</summary>
    /// <param name="prefix">How they begin.</param>
    /// <returns>A filter that holds for keys that begin with <paramref name="prefix"/>.</returns>
    public static StoreKeyFilter StartsWith(string prefix)
    {
        byte[] expected = Encoding.UTF8.GetBytes(prefix);
        return actual => actual.StartsWith(expected);
    }
}
