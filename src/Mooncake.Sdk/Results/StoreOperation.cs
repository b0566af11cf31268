namespace Mooncake;

/// <summary>The operation that an error belongs to.</summary>
public enum StoreOperation : byte
{
    /// <summary>Unknown.</summary>
    None = 0,

    /// <summary>Opening a store.</summary>
    Open = 1,

    /// <summary>Storing an object.</summary>
    Put = 2,

    /// <summary>Reading an object.</summary>
    Get = 3,

    /// <summary>Checking whether an object exists.</summary>
    Exists = 4,

    /// <summary>Querying the size of an object.</summary>
    GetSize = 5,

    /// <summary>Removing objects.</summary>
    Remove = 6,

    /// <summary>Removing an object and storing another under its key.</summary>
    Replace = 7,

    /// <summary>Registering memory.</summary>
    Register = 8,

    /// <summary>Unregistering memory.</summary>
    Unregister = 9,

    /// <summary>Checking the health of the store.</summary>
    Health = 10,

    /// <summary>Parsing the text of a key.</summary>
    ParseKey = 11,

    /// <summary>Closing a store.</summary>
    Close = 12,

    /// <summary>Querying when an object expires.</summary>
    GetExpiry = 13,

    /// <summary>Changing when an object expires.</summary>
    SetExpiry = 14,

    /// <summary>Listing keys.</summary>
    List = 15,

    /// <summary>Counting objects.</summary>
    Count = 16,

    /// <summary>Reading the statistics of the engine.</summary>
    GetStatistics = 17,

    /// <summary>Finding the greatest key that is not above a given one.</summary>
    Floor = 18,

    /// <summary>Describing a cluster.</summary>
    Describe = 20,

    /// <summary>Finding the copies of an object.</summary>
    FindReplicas = 21,

    /// <summary>Making a consistent copy of a durable store.</summary>
    Checkpoint = 30,

    /// <summary>Verifying the checksums of a durable store.</summary>
    Verify = 31,

    /// <summary>Compacting the files of a durable store.</summary>
    Compact = 32,
}
