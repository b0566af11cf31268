using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Mooncake.Server;

/// <summary>Options of <see cref="RespServer"/>. Copied when a server starts; later changes have no effect on it.</summary>
public sealed class RespServerOptions
{
    /// <summary>The address to listen on. Any but a loopback address needs a password or a certificate.</summary>
    /// <value><see cref="IPAddress.Loopback"/> unless set.</value>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>The port to listen on; 0 for one that the system chooses.</summary>
    /// <value>6380 unless set.</value>
    public int Port { get; set; } = 6380;

    /// <summary>Threads that serve connections; 0 for one per core. Used by the transport of Linux only.</summary>
    /// <value>0 unless set.</value>
    public int Threads { get; set; }

    /// <summary>The password of the user <c>default</c>, or null for none.</summary>
    /// <value>Null unless set.</value>
    public string? Password { get; set; }

    /// <summary>The certificate with its private key; connections then use TLS. Null for plain TCP.</summary>
    /// <value>Null unless set.</value>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>True to use <see cref="System.Net.Sockets.Socket"/> on Linux too, as other systems and TLS always do.</summary>
    /// <value>False unless set.</value>
    public bool UseSockets { get; set; }

    /// <summary>The most connections at a time; a further one gets an error and is closed.</summary>
    /// <value>10,000 unless set; at least 1.</value>
    public int MaxClients { get; set; } = 10_000;

    /// <summary>The most arguments of a command.</summary>
    /// <value>1,048,576 unless set; at least 8.</value>
    public int MaxArguments { get; set; } = 1 << 20;

    /// <summary>The most bytes of one argument, such as a value.</summary>
    /// <value>512 MiB unless set; at least 1,024 and at most 1 GiB.</value>
    public int MaxArgumentBytes { get; set; } = 512 << 20;

    /// <summary>The most bytes of a connection that wait to be carried out. A client that exceeds it is disconnected.</summary>
    /// <value>1 GiB unless set; at least 64 KiB.</value>
    public int MaxQueryBytes { get; set; } = 1 << 30;

    /// <summary>
    /// The most bytes of replies that one batch of commands may leave in memory. A client that exceeds it is disconnected.
    /// </summary>
    /// <value>1 GiB unless set; at least 64 KiB and less than 2 GiB.</value>
    public long MaxReplyBytes { get; set; } = 1 << 30;

    /// <summary>The most bytes of published messages that wait for one subscriber. A subscriber that exceeds it is disconnected.</summary>
    /// <value>8 MiB unless set; at least 64 KiB.</value>
    public int MaxMessageBytes { get; set; } = 8 << 20;

    /// <summary>How long the rest of an incomplete command, or a reader that takes no replies, is waited for.</summary>
    /// <value>60 seconds unless set; more than zero and at most 24 days.</value>
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long stopping waits for replies to be sent.</summary>
    /// <value>5 seconds unless set; at most 24 days.</value>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Commands that take at least as long get into <c>SLOWLOG</c>.</summary>
    /// <value>10 milliseconds unless set.</value>
    public TimeSpan SlowCommand { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>How many slow commands <c>SLOWLOG</c> keeps.</summary>
    /// <value>128 unless set; 0 or more.</value>
    public int SlowLogLength { get; set; } = 128;

    /// <summary>The factory of the server's logger, or null for no logging.</summary>
    /// <value>Null unless set.</value>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Called by each thread of the transport of Linux when it starts, with its number; or null.</summary>
    internal Action<int>? ThreadStarted { get; set; }

    /// <summary>A copy that later changes do not reach.</summary>
    internal RespServerOptions Freeze() => (RespServerOptions)MemberwiseClone();
}
