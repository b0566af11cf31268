using Mooncake.Backends;

namespace Mooncake.Durable.Engine;

/// <summary>Changes when an object expires.</summary>
/// <param name="key">The key.</param>
/// <param name="length">Its length in bytes.</param>
/// <param name="expiresAt">Milliseconds since 1970, or <see cref="ObjectExpiry.Never"/>. A time that has passed removes the object.</param>
internal sealed unsafe class SetExpiryOperation(byte* key, int length, long expiresAt) : WriteOperation
{
    private readonly byte* _key = key;

    /// <summary>0, -704 or another negative code.</summary>
    internal int Answer { get; private set; } = (int)StoreErrorCode.InternalError;

    /// <inheritdoc/>
    internal override void Apply(WriteGroup group)
    {
        int found = group.Find(_key, length, out ObjectRecord record);
        if (found != 1 || record.IsExpired(group.Now))
        {
            Answer = found < 0 ? found : (int)StoreErrorCode.ObjectNotFound;
            return;
        }

        if (record with { ExpiresAt = expiresAt } is { } changed && changed.IsExpired(group.Now))
        {
            group.Remove(this, _key, length, in record);
        }
        else
        {
            group.SetExpiry(this, _key, length, in record, expiresAt);
        }

        Answer = PutRequest.Pending;
    }

    /// <inheritdoc/>
    internal override void Settle(int answer) => Answer = answer;
}
