namespace Mooncake.Buffers;

/// <summary>How a caller waits for a buffer.</summary>
internal enum RentWaiterKind : byte
{
    /// <summary>The caller awaits a task.</summary>
    Asynchronous,

    /// <summary>The caller's thread waits.</summary>
    Blocking,

    /// <summary>The caller has passed a receiver.</summary>
    Receiving,

    /// <summary>The caller makes the pool grow itself and then checks what it received: it is not completed by others.</summary>
    Probe,
}
