namespace Mooncake.Native;

/// <summary>One native call in progress: holds the handle's count until it is disposed. <c>default</c> was not entered.</summary>
internal readonly unsafe ref struct StoreCall
{
    private readonly StoreHandle? _handle;

    /// <summary>Takes over one count.</summary>
    /// <param name="handle">The handle whose count was raised.</param>
    /// <param name="store">The native store.</param>
    internal StoreCall(StoreHandle handle, void* store)
    {
        _handle = handle;
        Store = store;
    }

    /// <summary>False if the handle was closed: <see cref="Store"/> is then null and must not be passed on.</summary>
    internal bool Entered => _handle is not null;

    /// <summary>The native store, valid until <see cref="Dispose"/>.</summary>
    internal void* Store { get; }

    /// <summary>Gives the count back; if it was the last one of a closed handle, the store is destroyed on another thread.</summary>
    public void Dispose() => _handle?.DangerousRelease();
}
