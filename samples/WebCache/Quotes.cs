namespace WebCache;

/// <summary>A slow source of quotes.</summary>
internal static class Quotes
{
    private static int _reads;

    /// <summary>How often the source was read.</summary>
    internal static int Reads => Volatile.Read(ref _reads);

    /// <summary>Reads a quote.</summary>
    internal static async ValueTask<Quote> ReadSlowlyAsync(string symbol, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        await Task.Delay(100, cancellationToken);
        return new Quote(symbol, 100 + (symbol.Length * 1.25m), DateTimeOffset.UtcNow);
    }
}
