using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Mooncake.Server.Sessions;
using Mooncake.Server.Tests.Support;
using Mooncake.Server.Transports.Sockets;

namespace Mooncake.Server.Tests.Transports;

/// <summary>Clients that do not do their part, and what they must not do to others.</summary>
public sealed class RobustnessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SlowReader_IsCutOff_WhileOthersAreServed(bool useSockets)
    {
        await using RunningServer server = await RunningServer.StartAsync(
            new RespServerOptions { UseSockets = useSockets, Threads = 1, StallTimeout = TimeSpan.FromMilliseconds(100) });
        using RawClient slow = server.Connect();
        using RawClient other = server.Connect();
        other.Command("SET", "k", new string('v', 1_000_000));
        slow.Send([.. Enumerable.Repeat(Frames.BytesOf("GET", "k"), 100).SelectMany(static frame => frame)]);
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                Assert.Equal("+PONG\r\n", other.Command("PING"));
                return server.Server.ConnectionCount == 1;
            },
            Patience));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Client_ThatHasSentAll_GetsAllReplies(bool useSockets)
    {
        const int Count = 200;
        await using RunningServer server = await RunningServer.StartAsync(new RespServerOptions { UseSockets = useSockets });
        using RawClient client = server.Connect();
        client.Command("SET", "k", new string('v', 100_000));
        client.Send([.. Enumerable.Repeat(Frames.BytesOf("GET", "k"), Count).SelectMany(static frame => frame)]);
        client.Socket.Shutdown(SocketShutdown.Send);
        for (int i = 0; i < Count; i++)
        {
            Assert.Equal(100_011, client.ReadReply().Length);
        }

        Assert.True(client.IsClosedByServer());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connection_ThatIsSilent_IsProbedBySystem(bool useSockets)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Timers are read from /proc/net/tcp.");
        await using RunningServer server = await RunningServer.StartAsync(new RespServerOptions { UseSockets = useSockets });
        using RawClient client = server.Connect();
        client.Command("PING");

        // Columns: address, peer, state, queues, timer:when in hundredths of a second; timer 2 is that of probes.
        string local = string.Create(CultureInfo.InvariantCulture, $":{server.Port:X4}");
        string peer = string.Create(CultureInfo.InvariantCulture, $":{((IPEndPoint)client.Socket.LocalEndPoint!).Port:X4}");
        // Until the reply is confirmed, the timer is another one.
        int when = 0;
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                string[] columns = File.ReadAllLines("/proc/net/tcp")
                    .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .First(line => line[1].EndsWith(local, StringComparison.Ordinal) && line[2].EndsWith(peer, StringComparison.Ordinal));
                string[] timer = columns[5].Split(':');
                when = int.Parse(timer[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                return timer[0] == "02";
            },
            Patience));
        Assert.InRange(when, 1, 300 * 100);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Engine_ThatAnswersAfterTheStop_HarmsNobody(bool useSockets)
    {
        ClusterLikeBackend? backend = null;
        await using MooncakeStore store = await MooncakeStore.OpenAsync(
            new MooncakeStoreOptions { SegmentBytes = 64L << 20, DecorateBackend = inner => backend = new ClusterLikeBackend(inner) },
            TestContext.Current.CancellationToken);
        await using RespServer server = RespServer.Start(
            store, new RespServerOptions { Port = 0, UseSockets = useSockets, StopTimeout = TimeSpan.FromMilliseconds(50) });
        using RawClient client = new(server.EndPoint.Port);
        client.Command("SET", "k", "v");
        backend!.Gate.Reset();
        client.Send(Frames.BytesOf("GET", "k"));
        Assert.True(SpinWait.SpinUntil(() => backend.Waiting == 1, Patience));

        await server.StopAsync().WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.True(client.IsClosedByServer());
        Assert.Equal(0, server.ConnectionCount);
        backend.Gate.Set();
        Assert.True(SpinWait.SpinUntil(() => backend.Waiting == 0, Patience));
        Assert.Equal("v"u8.ToArray(), (await store.Raw.GetAsync("k", TestContext.Current.CancellationToken)).GetValueOrThrow());
    }

    [Fact]
    public async Task Handshake_ThatStalls_IsCutOff()
    {
        using ECDsa key = ECDsa.Create();
        using X509Certificate2 certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using RunningServer server = await RunningServer.StartAsync(
            new RespServerOptions { Certificate = certificate, StallTimeout = TimeSpan.FromMilliseconds(50) });
        using RawClient client = server.Connect();
        Assert.True(client.IsClosedByServer());
        Assert.True(SpinWait.SpinUntil(() => server.Server.ConnectionCount == 0, Patience));
    }

    [Fact]
    public async Task Stop_WhileAHandshakeIsUnderWay_DoesNotWaitForIt()
    {
        using ECDsa key = ECDsa.Create();
        using X509Certificate2 certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using RunningServer server = await RunningServer.StartAsync(
            new RespServerOptions { Certificate = certificate, StopTimeout = TimeSpan.FromMinutes(10) });
        using RawClient client = server.Connect();
        Assert.True(SpinWait.SpinUntil(() => server.Server.ConnectionCount == 1, Patience));
        await server.Server.StopAsync().WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(0, server.Server.ConnectionCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Logger_ThatThrows_HarmsNobody(bool useSockets)
    {
        using ThrowingFactory factory = new();
        await using RunningServer server = await RunningServer.StartAsync(
            new RespServerOptions { UseSockets = useSockets, Threads = 1, LoggerFactory = factory, MaxClients = 1 });
        using (RawClient first = server.Connect())
        {
            Assert.Equal("+PONG\r\n", first.Command("PING"));
            using RawClient second = server.Connect();
            Assert.True(second.IsClosedByServer());
        }

        Assert.True(SpinWait.SpinUntil(() => server.Server.ConnectionCount == 0, Patience));
        using RawClient third = server.Connect();
        Assert.Equal("+PONG\r\n", third.Command("PING"));
    }

    [Fact]
    public async Task Replies_WhoseSendingWasGivenUp_AreNotWrittenOver()
    {
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", TestContext.Current.CancellationToken);
        ServerState state = new(store, new RespServerOptions { StallTimeout = TimeSpan.FromMilliseconds(1) });
        using SessionThreads threads = new(state);
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using TcpClient client = new();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        using Socket accepted = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        using StuckStream stream = new("PING\r\n"u8.ToArray());
        using SocketConnection connection = new(state, threads, accepted, stream);

        await Assert.ThrowsAsync<TimeoutException>(connection.RunAsync);

        // Whatever is rented now, by anybody, is not what the socket still sends.
        byte[][] rented = [.. Enumerable.Range(0, 200).Select(_ => ArrayPool<byte>.Shared.Rent(stream.Sent.Length))];
        Assert.DoesNotContain(rented, array => ReferenceEquals(array, stream.SentArray));
    }

    private sealed class ThrowingFactory : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("No space left on device.");

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }

    /// <summary>Gives its bytes once; what is written to it never arrives.</summary>
    private sealed class StuckStream(byte[] input) : MemoryStream
    {
        private readonly TaskCompletionSource _never = new();
        private bool _isRead;

        internal ReadOnlyMemory<byte> Sent { get; private set; }

        internal byte[]? SentArray => System.Runtime.InteropServices.MemoryMarshal.TryGetArray(Sent, out ArraySegment<byte> segment)
            ? segment.Array : null;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (buffer.IsEmpty || _isRead)
            {
                return new(0);
            }

            _isRead = true;
            input.CopyTo(buffer);
            return new(input.Length);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Sent = buffer;
            return new(_never.Task);
        }
    }
}
