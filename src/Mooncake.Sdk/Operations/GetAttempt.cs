namespace Mooncake.Operations;

/// <summary>One read under way: how its rental is divided, and how often it was tried.</summary>
internal struct GetAttempt
{
    // An object that is replaced by a larger one between the size query and the read can be met again; not for ever.
    private const int MaxSizeRetries = 4;

    private int _sizeRetries;
    private bool _hasLostLease;

    /// <summary>How the rental is divided. A field, since its methods change it in place.</summary>
    internal RentalLayout Layout;

    /// <summary>A first try.</summary>
    /// <param name="room">Bytes to offer for the object.</param>
    /// <param name="maxKeyBytes">The longest key allowed.</param>
    internal GetAttempt(int room, int maxKeyBytes) => Layout = new RentalLayout(room, maxKeyBytes);

    /// <summary>Whether an answer asks for another try, and of which kind.</summary>
    /// <param name="answer">What the backend answered, negative.</param>
    internal GetRetry Judge(long answer)
    {
        switch ((StoreErrorCode)answer)
        {
            case StoreErrorCode.InvalidParams when _sizeRetries < MaxSizeRetries:
                _sizeRetries++;
                return GetRetry.WithExactSize;
            case StoreErrorCode.LeaseExpired when !_hasLostLease:
                _hasLostLease = true;
                return GetRetry.AsItIs;
            default:
                return GetRetry.None;
        }
    }
}
