namespace Mooncake.Cli.Doctor.Machines;

/// <summary>What came of using a store.</summary>
/// <param name="Error">What failed, or null.</param>
/// <param name="Open">How long opening took.</param>
/// <param name="Put">How long a put took; null if it was not made, because the store is read-only.</param>
/// <param name="Get">How long a read took.</param>
internal sealed record RoundTrip(StoreError? Error, TimeSpan Open, TimeSpan? Put, TimeSpan Get);
