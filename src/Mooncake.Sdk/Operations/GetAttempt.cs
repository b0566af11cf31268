namespace Mooncake.Operations;

/// <summary>One read in progress: how its rental is divided, and the number of attempts.</summary>
internal struct GetAttempt
{
    // An object can be replaced by a larger one between the size query and the read more than once, so the number of attempts is limited.
    private const int MaxSizeRetries = 4;

    private int _sizeRetries;
    private bool _hasLostLease;

    /// <summary>How the rental is divided. A field, because its methods change it in place.</summary>
    internal RentalLayout Layout;

    /// <summary>Creates the first attempt.</summary>
    /// <param name="room">The buffer size for the object in bytes.</param>
    /// <param name="maxKeyBytes">The maximum length of a key in bytes.</param>
    internal GetAttempt(int room, int maxKeyBytes) => Layout = new RentalLayout(room, maxKeyBytes);

    /// <summary>Decides whether a return code leads to another attempt, and of which kind.</summary>
    /// <param name="answer">The backend's return code, negative.</param>
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
