using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Mooncake.Cli.Dashboard;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Dashboard;

public sealed class DashboardRequestsTests
{
    private const string Token = "0123456789abcdef-token";

    private static readonly IPEndPoint Loopback = new(IPAddress.Loopback, 0);
    private static readonly HttpClient Client = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_IsOneDocumentThatLoadsNothingElse()
    {
        await using DashboardHost host = await DashboardHost.StartAsync();

        using HttpResponseMessage answer = await Client.GetAsync(host.Address, Cancellation);

        string html = await answer.Content.ReadAsStringAsync(Cancellation);
        string withoutNamespaces = html.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
        Assert.DoesNotContain("http://", withoutNamespaces, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" src=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", html, StringComparison.Ordinal);
        string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Keys_AndValue_AreThoseOfTheStore()
    {
        await using DashboardHost host = await DashboardHost.StartAsync();
        await StoreContents.PutAsync(host.Store, "<script>alert(1)</script>", "<img>"u8.ToArray());

        string keys = await Client.GetStringAsync(new Uri(host.Address, "/api/keys"), Cancellation);
        Uri branch = new(host.Address, $"/api/keys?prefix={IdOf("<script>alert(1)</")}");
        string inner = await Client.GetStringAsync(branch, Cancellation);
        Uri leaf = new(host.Address, $"/api/value?key={IdOf("<script>alert(1)</script>")}");
        string value = await Client.GetStringAsync(leaf, Cancellation);

        Assert.DoesNotContain('<', keys + inner + value);
        using JsonDocument page = JsonDocument.Parse(inner);
        Assert.Equal("script>", page.RootElement.GetProperty("items")[0].GetProperty("name").GetString());
        using JsonDocument read = JsonDocument.Parse(value);
        Assert.Equal(5, read.RootElement.GetProperty("size").GetInt64());
    }

    [Fact]
    public async Task Live_AfterAnInterval_HasTheNextOnes()
    {
        await using DashboardHost host = await DashboardHost.StartAsync();
        JsonElement first = await LiveAsync(host, 0);
        long sequence = first.GetProperty("figures").EnumerateArray().Last().GetProperty("sequence").GetInt64();

        JsonElement next = await LiveAsync(host, sequence);

        Assert.Equal(sequence + 1, next.GetProperty("figures")[0].GetProperty("sequence").GetInt64());
        Assert.Equal("embedded", next.GetProperty("engine").GetString());
    }

    [Theory]
    [InlineData("/api/keys?prefix=%25%25", 400)]
    [InlineData("/api/keys?from=a", 400)]
    [InlineData("/api/value", 400)]
    [InlineData("/api/value?key=", 400)]
    [InlineData("/api/value?key=YWJj", 404)]
    [InlineData("/api/live?after=x", 400)]
    [InlineData("/api/live?after=99999999999999999999", 400)]
    [InlineData("/api/other", 404)]
    [InlineData("/..%2f..%2fetc/passwd", 404)]
    public async Task Request_ThatIsWrong_IsRefusedWithAMessage(string path, int status)
    {
        await using DashboardHost host = await DashboardHost.StartAsync();

        using HttpResponseMessage answer = await Client.GetAsync(new Uri(host.Address, path), Cancellation);

        Assert.Equal(status, (int)answer.StatusCode);
        using JsonDocument body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.NotEqual("", body.RootElement.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("HEAD")]
    public async Task Request_OtherThanGet_IsNotAllowed(string method)
    {
        await using DashboardHost host = await DashboardHost.StartAsync();
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(host.Address, "/api/keys"));

        using HttpResponseMessage answer = await Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Theory]
    [InlineData("evil.example", 403)]
    [InlineData("127.0.0.1.evil.example", 403)]
    [InlineData("10.1.2.3", 403)]
    [InlineData("localhost", 200)]
    [InlineData("localhost:1234", 200)]
    [InlineData("[::1]", 200)]
    [InlineData("store.example", 200)]
    public async Task Request_ForAHostName_IsAnsweredIfItIsTheServersOwn(string name, int status)
    {
        await using DashboardHost host = await DashboardHost.StartAsync(new DashboardOptions(Loopback, Hosts: ["store.example"]));
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(host.Address, "/api/live"));
        request.Headers.Host = name;

        using HttpResponseMessage answer = await Client.SendAsync(request, Cancellation);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("cross-site", 403)]
    [InlineData("same-site", 403)]
    [InlineData("same-origin", 200)]
    [InlineData("none", 200)]
    public async Task Request_OfAnotherSite_IsRefused(string site, int status)
    {
        await using DashboardHost host = await DashboardHost.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(host.Address, "/api/live"));
        request.Headers.Add("Sec-Fetch-Site", site);

        using HttpResponseMessage answer = await Client.SendAsync(request, Cancellation);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("0123456789abcdef-tokem", 401)]
    [InlineData("0123456789abcdef-token2", 401)]
    [InlineData(Token, 200)]
    public async Task Request_WithAToken_IsAnsweredIfItIsTheRightOne(string? token, int status)
    {
        await using DashboardHost host = await DashboardHost.StartAsync(new DashboardOptions(Loopback, Token));
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(host.Address, "/api/keys"));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

        using HttpResponseMessage answer = await Client.SendAsync(request, Cancellation);
        using HttpResponseMessage page = await Client.GetAsync(host.Address, Cancellation);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.DoesNotContain(Token, await page.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0", null)]
    [InlineData("0.0.0.0", "short")]
    [InlineData("127.0.0.1", "")]
    [InlineData("127.0.0.1", "has a space in it, alas")]
    public void Options_ThatWouldBeUnsafe_AreRefused(string address, string? token) =>
        Assert.NotNull(new DashboardOptions(new IPEndPoint(IPAddress.Parse(address), 0), token).Refusal);

    [Theory]
    [InlineData("127.0.0.1", null)]
    [InlineData("::1", null)]
    [InlineData("0.0.0.0", Token)]
    public void Options_ThatAreSafe_AreNotRefused(string address, string? token) =>
        Assert.Null(new DashboardOptions(new IPEndPoint(IPAddress.Parse(address), 0), token).Refusal);

    [Fact]
    public async Task Request_WithALongLine_EndsWithoutHarm()
    {
        await using DashboardHost host = await DashboardHost.StartAsync();
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, host.Address.Port, Cancellation);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /{new string('x', 300_000)} HTTP/1.1\r\n"), Cancellation);

        using StreamReader reader = new(client.GetStream());

        Assert.StartsWith("HTTP/1.1 414", await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync(host.Address, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Keys_OfAClosedStore_AreRefusedWithAMessage()
    {
        await using DashboardHost host = await DashboardHost.StartAsync();
        await host.Store.DisposeAsync();

        using HttpResponseMessage keys = await Client.GetAsync(new Uri(host.Address, "/api/keys"), Cancellation);
        using HttpResponseMessage value = await Client.GetAsync(new Uri(host.Address, "/api/value?key=YWJj"), Cancellation);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (keys.StatusCode, value.StatusCode));
    }

    private static string IdOf(string key) => KeyId.Of(Encoding.UTF8.GetBytes(key));

    /// <summary>The answer, once it has an interval.</summary>
    private static async Task<JsonElement> LiveAsync(DashboardHost host, long after)
    {
        while (true)
        {
            using JsonDocument answer = JsonDocument.Parse(
                await Client.GetStringAsync(new Uri(host.Address, $"/api/live?after={after}"), Cancellation));
            if (answer.RootElement.GetProperty("figures").GetArrayLength() > 0)
            {
                return answer.RootElement.Clone();
            }
        }
    }
}
