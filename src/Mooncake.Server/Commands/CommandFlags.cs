namespace Mooncake.Server.Commands;

/// <summary>What a command is and may do. The names that <c>COMMAND INFO</c> lists are those of Redis.</summary>
[Flags]
internal enum CommandFlags
{
    /// <summary>Nothing of the below.</summary>
    None = 0,

    /// <summary>It may change objects.</summary>
    Write = 1,

    /// <summary>It reads objects.</summary>
    ReadOnly = 2,

    /// <summary>It may need memory.</summary>
    DenyOom = 4,

    /// <summary>It is for administrators.</summary>
    Admin = 8,

    /// <summary>It belongs to publishing and subscribing.</summary>
    PubSub = 16,

    /// <summary>Allowed before the password.</summary>
    NoAuth = 32,

    /// <summary>Takes constant or logarithmic time.</summary>
    Fast = 64,

    /// <summary>Allowed while a RESP2 connection is subscribed.</summary>
    WhileSubscribed = 128,

    /// <summary>Its arguments are secret and appear in no log.</summary>
    Secret = 256,
}
