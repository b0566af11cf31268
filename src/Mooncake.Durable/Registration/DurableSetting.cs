namespace Mooncake.Durable;

/// <summary>A key of connection strings.</summary>
/// <param name="Expected">The expected form of its value, for error messages.</param>
/// <param name="TrySet">The options with the value; null if it is not as expected.</param>
internal sealed record DurableSetting(string Expected, Func<DurableOptions, string, DurableOptions?> TrySet)
{
    /// <summary>A setting whose text is parsed first, and whose value may then be out of range.</summary>
    /// <typeparam name="T">The type of values.</typeparam>
    /// <param name="expected">The expected form of a value.</param>
    /// <param name="tryRead">Parses the text.</param>
    /// <param name="set">The options with the value; throws <see cref="ArgumentOutOfRangeException"/> out of range.</param>
    internal static DurableSetting Of<T>(string expected, TryRead<T> tryRead, Func<DurableOptions, T, DurableOptions> set) => new(expected, (options, text) =>
    {
        try
        {
            return tryRead(text, out T value) ? set(options, value) : null;
        }
        catch (ArgumentOutOfRangeException)
        {
            // The options check the ranges; here the exception becomes a result, like every error in a connection string.
            return null;
        }
    });

    /// <summary>Parses a value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="text">The text.</param>
    /// <param name="value">The value.</param>
    internal delegate bool TryRead<T>(string text, out T value);
}
