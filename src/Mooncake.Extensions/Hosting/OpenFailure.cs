namespace Mooncake;

/// <summary>What a host does if its store cannot be opened when the host starts.</summary>
public enum OpenFailure
{
    /// <summary>Starting the host fails with a <see cref="StoreException"/>.</summary>
    StopHost = 0,

    /// <summary>
    /// The host starts, and opening the store is retried in the background with growing pauses. Until then, operations fail with
    /// <see cref="StoreErrorCode.NotOpen"/>.
    /// </summary>
    Retry = 1,
}
