namespace Mooncake.Buffers;

/// <summary>How a caller waits for a buffer.</summary>
internal enum RentWaiterKind : byte
{
    /// <summary>The caller awaits a task.</summary>
    Asynchronous,

    /// <summary>The caller's thread waits.</summary>
    Blocking,

    /// <summary>The caller has left a receiver.</summary>
    Receiving,

    /// <summary>The caller makes the pool grow itself and then looks what it got: nobody answers it.</summary>
    Probe,
}
