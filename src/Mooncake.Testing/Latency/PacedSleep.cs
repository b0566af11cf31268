using System.Net;
using System.Net.Sockets;

namespace Mooncake.Testing;

/// <summary>
/// Sleeps for microseconds without spinning, on Linux, with what .NET offers: a loopback connection whose sender the kernel
/// paces to one byte a microsecond. Used by one thread at a time.
/// </summary>
/// <remarks>
/// <para>
/// Every timed wait of .NET counts whole milliseconds on Unix: <c>Thread.Sleep(1)</c> takes 1.06 ms, and with 100 us
/// <c>Thread.Sleep</c>, <c>Monitor.Wait</c>, <c>Socket.Poll</c> and <c>Socket.Select</c> return at once; a receive time-out counts
/// the kernel's ticks (8 ms). A TCP socket with a pacing limit (SO_MAX_PACING_RATE, Linux 4.13 and later) is held back by the
/// kernel's high-resolution timer: after n bytes, the next byte leaves n microseconds later, and the receiver blocks meanwhile.
/// </para>
/// <para>
/// Measured on two cores, through a backend: 100 us asked, median 112 us, nine of ten below 113 us alone and below 135 us with
/// eight threads; under 20 us of processor time each. (The system's own nanosleep took 154 us.)
/// </para>
/// </remarks>
internal sealed class PacedSleep : IDisposable
{
    /// <summary>The longest single pause, in microseconds; longer waits begin with a coarse one.</summary>
    internal const int MaxMicroseconds = 4000;

    private const int SocketLevel = 1;
    private const int MaxPacingRate = 47;
    private const int BytesPerSecond = 1_000_000;

    // The kernel does not pace the first ten segments of a connection.
    private const int UnpacedSegments = 16;

    private static readonly Lazy<bool> Supported = new(Probe);

    private readonly Socket _sender;
    private readonly Socket _receiver;
    private readonly byte[] _bytes = new byte[MaxMicroseconds];

    /// <summary>Opens the connection.</summary>
    /// <exception cref="SocketException">The system refuses sockets, or the option.</exception>
    internal PacedSleep()
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        _sender = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            _sender.SetRawSocketOption(SocketLevel, MaxPacingRate, BitConverter.GetBytes(BytesPerSecond));
            _sender.Connect(listener.LocalEndPoint!);
            _receiver = listener.Accept();
        }
        catch
        {
            _sender.Dispose();
            throw;
        }

        for (int i = 0; i < UnpacedSegments; i++)
        {
            _sender.Send(_bytes.AsSpan(0, 1));
            Drain(1);
        }
    }

    /// <summary>True if the kernel supports pacing; determined once, by trying.</summary>
    internal static bool IsSupported => Supported.Value;

    /// <summary>Blocks for about a time; rarely for less, if the kernel joins two segments.</summary>
    /// <param name="microseconds">1..<see cref="MaxMicroseconds"/>.</param>
    internal void Pause(int microseconds)
    {
        // The first byte uses up the credit that the kernel gives an idle connection; the last one is delayed.
        _sender.Send(_bytes.AsSpan(0, 1));
        _sender.Send(_bytes.AsSpan(0, microseconds));
        _sender.Send(_bytes.AsSpan(0, 1));
        Drain(microseconds + 2);
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        _sender.Dispose();
        _receiver.Dispose();
    }

    private static bool Probe()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            using PacedSleep sleep = new();
            long start = TimeProvider.System.GetTimestamp();
            sleep.Pause(500);
            sleep.Pause(500);
            return TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromMicroseconds(700);
        }
        catch (SocketException)
        {
            // Neither loopback nor the option is available: callers then wait in milliseconds.
            return false;
        }
    }

    private void Drain(int count)
    {
        while (count > 0)
        {
            int received = _receiver.Receive(_bytes.AsSpan(0, Math.Min(count, _bytes.Length)));
            if (received == 0)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            count -= received;
        }
    }
}
