namespace Mooncake.Durable.Engine;

/// <summary>
/// Objects, by their sequence, that something protects until a time: leases and soft pins. In memory only. Safe for concurrent use.
/// </summary>
internal sealed class TimedSequences
{
    private const int StripeCount = 64;
    private const int FirstPurge = 256;

    private readonly Stripe[] _stripes = [.. Enumerable.Range(0, StripeCount).Select(static _ => new Stripe())];

    /// <summary>Protects an object, or goes on protecting it.</summary>
    /// <param name="sequence">The object.</param>
    /// <param name="until">When that ends.</param>
    /// <param name="now">The present; what ended before may be forgotten.</param>
    internal void Set(ulong sequence, long until, long now)
    {
        Stripe stripe = StripeOf(sequence);
        lock (stripe.Gate)
        {
            stripe.Until[sequence] = until;
            if (stripe.Until.Count > stripe.PurgeAt)
            {
                Purge(stripe, now);
            }
        }
    }

    /// <summary>True if something protects the object.</summary>
    internal bool Contains(ulong sequence, long now)
    {
        Stripe stripe = StripeOf(sequence);
        lock (stripe.Gate)
        {
            return stripe.Until.TryGetValue(sequence, out long until) && until > now;
        }
    }

    // A dictionary may be changed by removals while it is enumerated.
    private static void Purge(Stripe stripe, long now)
    {
        foreach ((ulong sequence, long until) in stripe.Until)
        {
            if (until <= now)
            {
                stripe.Until.Remove(sequence);
            }
        }

        stripe.PurgeAt = Math.Max(FirstPurge, 2 * stripe.Until.Count);
    }

    private Stripe StripeOf(ulong sequence) => _stripes[sequence % StripeCount];

    private sealed class Stripe
    {
        internal readonly Lock Gate = new();
        internal readonly Dictionary<ulong, long> Until = [];
        internal int PurgeAt = FirstPurge;
    }
}
