namespace Mooncake;

/// <summary>The operation that an error belongs to.</summary>
public enum StoreOperation : byte
{
    /// <summary>Not known.</summary>
    None = 0,

    /// <summary>Opening a store.</summary>
    Open = 1,

    /// <summary>Storing an object.</summary>
    Put = 2,

    /// <summary>Reading an object.</summary>
    Get = 3,

    /// <summary>Asking whether an object is there.</summary>
    Exists = 4,

    /// <summary>Asking for an object's size.</summary>
    GetSize = 5,

    /// <summary>Removing objects.</summary>
    Remove = 6,

    /// <summary>Removing an object and storing another under its key.</summary>
    Replace = 7,

    /// <summary>Registering memory.</summary>
    Register = 8,

    /// <summary>Unregistering memory.</summary>
    Unregister = 9,

    /// <summary>Asking for the health of the store.</summary>
    Health = 10,

    /// <summary>Turning a key's text back into its parts.</summary>
    ParseKey = 11,

    /// <summary>Closing a store.</summary>
    Close = 12,
}
