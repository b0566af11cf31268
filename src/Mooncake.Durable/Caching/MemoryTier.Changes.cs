using Mooncake.Backends;
using Mooncake.Durable.Engine;
using Mooncake.Shared;

namespace Mooncake.Durable.Caching;

/// <content>What comes into the tier, and what leaves it.</content>
internal sealed unsafe partial class MemoryTier
{
    private const int StripeCount = 1024;

    /// <summary>A larger share of the tier is not given to one object: it would drive out too many others.</summary>
    private const int LargestShare = 16;

    private readonly KeyHash _hash = new();
    private readonly ChangeStripe[] _stripes = [.. Enumerable.Range(0, StripeCount).Select(static _ => new ChangeStripe())];
    private readonly List<ChangeStripe> _changing = [];
    private readonly List<StoredObject> _stored = [];
    private readonly long _largestObject;

    /// <summary>
    /// The changes of a key so far. A read takes it before it looks at the database, and gives it to <see cref="Offer"/>.
    /// </summary>
    internal long ChangesOf(byte* key, int length) => StripeOf(key, length).Count;

    /// <summary>Keeps an object that was read from the database, unless its key may have changed since.</summary>
    /// <param name="key">The key.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="value">The object's bytes, verified.</param>
    /// <param name="record">What the family of metadata holds of it.</param>
    /// <param name="changes">What <see cref="ChangesOf"/> answered before the read.</param>
    internal void Offer(byte* key, int length, void* value, in ObjectRecord record, long changes)
    {
        ChangeStripe stripe = StripeOf(key, length);
        if (stripe.Count != changes || !TryFill(key, length, value, in record, out InPlacePut put))
        {
            return;
        }

        lock (stripe.Gate)
        {
            if (stripe.IsUnchangedSince(changes))
            {
                _ = put.End();
            }
        }

        put.Dispose();
    }

    /// <summary>
    /// Takes an object out that the next batch replaces or removes, and lets none of its key in until <see cref="EndChanges"/>. Called by
    /// the thread that leads writes.
    /// </summary>
    internal void BeginChange(byte* key, int length)
    {
        ChangeStripe stripe = StripeOf(key, length);
        lock (stripe.Gate)
        {
            stripe.Begin();
            _ = _cluster.Remove(key, length, force: true);
        }

        _changing.Add(stripe);
    }

    /// <summary>Notes an object that the next batch stores. Its memory is valid until <see cref="EndChanges"/>.</summary>
    internal void NoteStored(byte* key, int length, void* value, in ObjectRecord record)
    {
        if (record.Size <= _largestObject)
        {
            _stored.Add(new StoredObject((nint)key, length, (nint)value, record));
        }
    }

    /// <summary>Ends the changes since the last call. Called by the thread that leads writes, before any caller is answered.</summary>
    /// <param name="areMade">True if the database shows them; false if their batch has failed.</param>
    internal void EndChanges(bool areMade)
    {
        // No other change of these keys is under way, and reads cannot bring older objects in: each is the newest of its key.
        foreach ((nint key, int length, nint value, ObjectRecord record) in _stored)
        {
            if (areMade && TryFill((byte*)key, length, (void*)value, in record, out InPlacePut put))
            {
                _ = put.End();
                put.Dispose();
            }
        }

        foreach (ChangeStripe stripe in _changing)
        {
            lock (stripe.Gate)
            {
                stripe.End();
            }
        }

        _stored.Clear();
        _changing.Clear();
    }

    /// <summary>Copies an object into memory of the tier, where no reader sees it yet.</summary>
    /// <returns>False if it is too large, has no room, or its key has an object.</returns>
    private bool TryFill(byte* key, int length, void* value, in ObjectRecord record, out InPlacePut put)
    {
        put = default;
        if (record.Size > _largestObject
            || _cluster.StartPut(_backend, key, length, (nuint)record.Size + CachedHeader.Length, config: null, out put) != 0
            || put.Bytes == null)
        {
            return false;
        }

        CachedHeader* header = (CachedHeader*)put.Bytes;
        *header = new CachedHeader(in record);
        Buffer.MemoryCopy(value, header + 1, record.Size, record.Size);
        return true;
    }

    private ChangeStripe StripeOf(byte* key, int length) => _stripes[_hash.Compute(key, length) % StripeCount];

    /// <summary>An object that a batch stores.</summary>
    private readonly record struct StoredObject(nint Key, int KeyLength, nint Value, ObjectRecord Record);
}
