namespace Mooncake.Durable;

/// <summary>A key of connection strings.</summary>
/// <param name="Expected">What its value looks like, for error texts.</param>
/// <param name="TrySet">The options with the value; null if it is not as expected.</param>
internal sealed record DurableSetting(string Expected, Func<DurableOptions, string, DurableOptions?> TrySet)
{
    /// <summary>A setting whose text is read first, and whose value may then be out of range.</summary>
    /// <typeparam name="T">The type of values.</typeparam>
    /// <param name="expected">What a value looks like.</param>
    /// <param name="tryRead">Reads the text.</param>
    /// <param name="set">The options with the value; throws <see cref="ArgumentOutOfRangeException"/> out of range.</param>
    internal static DurableSetting Of<T>(string expected, TryRead<T> tryRead, Func<DurableOptions, T, DurableOptions> set) => new(expected, (options, text) =>
    {
        try
        {
            return tryRead(text, out T value) ? set(options, value) : null;
        }
        catch (ArgumentOutOfRangeException)
        {
            // The options have the ranges; here they become a result, as every error of a connection string.
            return null;
        }
    });

    /// <summary>Reads a value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="text">The text.</param>
    /// <param name="value">The value.</param>
    internal delegate bool TryRead<T>(string text, out T value);
}
