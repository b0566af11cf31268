using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mooncake.Server.Tests.Support;

namespace Mooncake.Server.Tests.Transports;

public sealed class TlsTests
{
    [Fact]
    public async Task Commands_OverTls_AreAnswered()
    {
        using ECDsa key = ECDsa.Create();
        using X509Certificate2 made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using X509Certificate2 certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
        await using RunningServer server = await RunningServer.StartAsync(new RespServerOptions { Certificate = certificate });

        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, server.Port, TestContext.Current.CancellationToken);
        await using SslStream stream = new(client.GetStream(), leaveInnerStreamOpen: false, (_, shown, _, _) =>
            shown?.GetCertHashString() == certificate.GetCertHashString());
        await stream.AuthenticateAsClientAsync("localhost");
        await stream.WriteAsync("SET k v\r\nGET k\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        byte[] reply = new byte[12];
        await stream.ReadExactlyAsync(reply, TestContext.Current.CancellationToken);
        Assert.Equal("+OK\r\n$1\r\nv\r\n", Encoding.ASCII.GetString(reply));
    }

    [Fact]
    public async Task Client_WithoutTls_IsClosed()
    {
        using ECDsa key = ECDsa.Create();
        using X509Certificate2 certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using RunningServer server = await RunningServer.StartAsync(new RespServerOptions { Certificate = certificate });
        using RawClient client = server.Connect();
        client.Send("PING\r\n"u8);
        Assert.True(client.IsClosedByServer());
    }
}
