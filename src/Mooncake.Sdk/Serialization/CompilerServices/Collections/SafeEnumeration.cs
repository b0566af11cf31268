namespace Mooncake.Serialization.CompilerServices;

/// <summary>Enumerates collections that another thread may change at the same time.</summary>
internal static class SafeEnumeration
{
    /// <summary>Goes to the next element.</summary>
    /// <typeparam name="TEnumerator">The enumerator.</typeparam>
    /// <param name="enumerator">The enumerator.</param>
    /// <param name="hasElement">False at the end.</param>
    /// <returns>False if a collection of .NET noticed that it was changed. What other enumerators throw is not caught.</returns>
    internal static bool TryNext<TEnumerator>(ref TEnumerator enumerator, out bool hasElement)
        where TEnumerator : System.Collections.IEnumerator
    {
        try
        {
            hasElement = enumerator.MoveNext();
            return true;
        }
        catch (InvalidOperationException) when (IsOfTheFramework(enumerator.GetType()))
        {
            // The framework's collections throw this for one reason only: the collection has another version than at the start.
            hasElement = false;
            return false;
        }
    }

    /// <summary>True for the framework's own collections; false for LINQ's, which run the user's code.</summary>
    /// <param name="enumerator">The enumerator's type.</param>
    internal static bool IsOfTheFramework(Type enumerator) =>
        enumerator.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true;

    /// <summary>Counts the elements by walking them.</summary>
    /// <typeparam name="TEnumerator">The enumerator.</typeparam>
    /// <param name="enumerator">The enumerator.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>False if the collection noticed that it was changed.</returns>
    internal static bool TryCount<TEnumerator>(TEnumerator enumerator, out int count)
        where TEnumerator : System.Collections.IEnumerator
    {
        count = 0;
        while (TryNext(ref enumerator, out bool hasElement))
        {
            if (!hasElement)
            {
                return true;
            }

            count++;
        }

        return false;
    }
}
