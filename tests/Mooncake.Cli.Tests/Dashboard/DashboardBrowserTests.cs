using System.Net;
using System.Net.Sockets;
using System.Text;
using Mooncake.Cli.Dashboard;
using Mooncake.Cli.Tests.Support;
using PuppeteerSharp;

namespace Mooncake.Cli.Tests.Dashboard;

/// <summary>The page in a browser.</summary>
public sealed class DashboardBrowserTests(ChromiumBrowser browser) : IClassFixture<ChromiumBrowser>
{
    private const string IsLive = "() => document.getElementById('status').textContent === 'Live'";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_UnderLoad_UpdatesItsFiguresAndCharts()
    {
        await using IPage page = await browser.OpenAsync();
        await using DashboardHost host = await DashboardHost.StartAsync();
        List<string> problems = ProblemsOf(page);
        await page.GoToAsync(host.Address.ToString());

        await SendAsync(host, "SET k v\r\nGET k\r\nGET missing\r\n");

        await page.WaitForFunctionAsync(IsLive);
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('#tiles div')].some(tile => tile.textContent === 'Objects1')");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('.chart').length === 4");
        await page.WaitForFunctionAsync("() => live.figures.some(figures => figures.hitRatio === 0.5 && figures.p99 > 0)");
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('.chart')].every(chart => chart.querySelector('svg .line'))");
        Assert.Empty(problems);
    }

    [Fact]
    public async Task Browser_OfHostileKeys_ShowsThemAsText()
    {
        await using IPage page = await browser.OpenAsync();
        await using DashboardHost host = await DashboardHost.StartAsync();
        List<string> problems = ProblemsOf(page);
        string[] keys =
        [
            "<script>document.title='taken'<",
            "\"><img src=x onerror=\"document.title='taken'\">",
            "a\u0001\r\n\u202Eb",
            new string('k', 4000),
        ];
        await StoreContents.PutAsync(host.Store, keys, "<img src=x onerror=\"document.title='taken'\">"u8.ToArray());
        await page.GoToAsync(host.Address.ToString());
        await page.WaitForFunctionAsync("() => document.querySelectorAll('#tree button').length === 4");
        foreach (IElementHandle button in await page.QuerySelectorAllAsync("#tree button"))
        {
            string name = await button.EvaluateFunctionAsync<string>("button => button.textContent");
            await button.ClickAsync();
            await page.WaitForFunctionAsync("name => document.querySelector('#value h3')?.textContent === name", name);
        }

        Assert.Equal("Mooncake embedded", await page.GetTitleAsync());
        Assert.Equal(0, await page.EvaluateExpressionAsync<int>("document.querySelectorAll('img').length"));
        Assert.Empty(problems);
    }

    [Fact]
    public async Task Browser_OfATree_OpensBranchesByKeyboard()
    {
        await using IPage page = await browser.OpenAsync();
        await using DashboardHost host = await DashboardHost.StartAsync();
        await StoreContents.PutAsync(host.Store, "kv/llama/1", "first"u8.ToArray());
        await StoreContents.PutAsync(host.Store, "kv/llama/2", [0, 1, 0xFE, 0xFF]);
        await page.GoToAsync(host.Address.ToString());

        await page.WaitForSelectorAsync("#tree button");
        await page.FocusAsync("#tree button");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#tree ul ul button");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        await page.WaitForSelectorAsync("#tree .leaf");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => document.querySelector('#value pre.text')?.textContent === 'first'");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForFunctionAsync("() => document.querySelector('#value h3')?.textContent === 'kv/llama/2'");
        string hex = await page.EvaluateExpressionAsync<string>("document.querySelector('#value pre.hex').textContent");
        Assert.StartsWith("0000  00 01 fe ff", hex, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Browser_OfManyKeys_GoesOnByPages()
    {
        await using IPage page = await browser.OpenAsync();
        await using DashboardHost host = await DashboardHost.StartAsync();
        await StoreContents.PutAsync(host.Store, Enumerable.Range(0, KeyBrowser.PageSize + 1).Select(static i => $"k{i:D4}"), [1]);
        await page.GoToAsync(host.Address.ToString());
        await page.WaitForSelectorAsync("#tree .more");
        await page.EvaluateExpressionAsync("document.querySelector('#tree .more').click()");

        await page.WaitForFunctionAsync($"() => document.querySelectorAll('#tree .leaf').length === {KeyBrowser.PageSize + 1}");
        await page.WaitForFunctionAsync($"() => document.activeElement.textContent === 'k{KeyBrowser.PageSize:D4}'");
        Assert.Null(await page.QuerySelectorAsync("#tree .more"));
    }

    [Fact]
    public async Task Page_WhenTheStoreGoesAway_SaysSo()
    {
        await using IPage page = await browser.OpenAsync();
        await using DashboardHost host = await DashboardHost.StartAsync();
        List<string> problems = ProblemsOf(page);
        await page.GoToAsync(host.Address.ToString());
        await page.WaitForFunctionAsync(IsLive);

        await host.Store.DisposeAsync();

        await page.WaitForFunctionAsync("() => document.getElementById('trouble').textContent === 'The store was closed.'");
        string status = await page.EvaluateExpressionAsync<string>("document.getElementById('status').textContent");
        Assert.Equal("The store does not respond", status);
        Assert.Empty(problems);
    }

    [Fact]
    public async Task Page_WhenTheServerGoesAwayAndComesBack_GoesOn()
    {
        await using IPage page = await browser.OpenAsync();
        await using DashboardHost host = await DashboardHost.StartAsync();
        await page.GoToAsync(host.Address.ToString());
        await page.WaitForFunctionAsync(IsLive);

        int port = await host.StopServerAsync();
        await page.WaitForFunctionAsync("() => document.getElementById('status').textContent === 'Disconnected'");
        Assert.False(await page.EvaluateExpressionAsync<bool>("document.getElementById('trouble').hidden"));
        await host.RestartServerAsync(port);

        await page.WaitForFunctionAsync(IsLive);
        Assert.True(await page.EvaluateExpressionAsync<bool>("document.getElementById('trouble').hidden"));
    }

    [Fact]
    public async Task Page_WithAToken_AsksForItAndKeepsItOutOfTheAddress()
    {
        const string Token = "a-token-of-the-tests";
        await using IPage page = await browser.OpenAsync();
        await using DashboardHost host = await DashboardHost.StartAsync(new DashboardOptions(new IPEndPoint(IPAddress.Loopback, 0), Token));
        await page.GoToAsync(host.Address.ToString());

        await page.WaitForFunctionAsync("() => document.activeElement.id === 'token-value'");
        await page.Keyboard.TypeAsync("not the right one");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => document.querySelector('#token p').textContent.startsWith('This is not')");
        await page.FocusAsync("#token-value");
        await page.Keyboard.TypeAsync(Token);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync(IsLive);
        await page.GoToAsync("about:blank");
        await page.GoToAsync($"{host.Address}#token={Token}");

        await page.WaitForFunctionAsync(IsLive);
        Assert.Equal(host.Address.ToString(), page.Url);
    }

    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1440)]
    public async Task Page_AtAWidth_DoesNotScrollSideways(int width)
    {
        await using IPage page = await browser.OpenAsync();
        await using DashboardHost host = await DashboardHost.StartAsync();
        await StoreContents.PutAsync(host.Store, new string('k', 4000), new byte[4000]);
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 800, IsMobile = width < 500 });
        await page.GoToAsync(host.Address.ToString());
        await page.WaitForSelectorAsync("#tree button");
        await page.ClickAsync("#tree button");
        await page.WaitForSelectorAsync("#value pre");

        Assert.Equal(width, await page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth"));
        Assert.True(await page.EvaluateExpressionAsync<bool>(
            "[...document.querySelectorAll('.chart')].every(chart => chart.getBoundingClientRect().right <= innerWidth)"));
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Page_InAColorScheme_HasReadableText(string scheme)
    {
        await using IPage page = await browser.OpenAsync();
        await using DashboardHost host = await DashboardHost.StartAsync();
        await page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme }]);
        await page.GoToAsync(host.Address.ToString());
        await page.WaitForFunctionAsync(IsLive);

        // Of text on cards, and of lines on them: 4.5 is what WCAG asks of text, 3 of graphics.
        double[] contrasts = await page.EvaluateFunctionAsync<double[]>("""
            () => {
              const style = getComputedStyle(document.documentElement);
              const luminance = name => {
                const hex = style.getPropertyValue(name).trim().slice(1);
                const [r, g, b] = [0, 2, 4].map(at => parseInt(hex.slice(at, at + 2), 16) / 255)
                  .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const contrast = (one, other) => {
                const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
                return (high + 0.05) / (low + 0.05);
              };
              return ['--text', '--soft', '--good', '--bad', '--c0', '--c1', '--c2']
                .flatMap(name => [contrast(name, '--card'), contrast(name, '--back')]);
            }
            """);
        string back = await page.EvaluateExpressionAsync<string>("getComputedStyle(document.body).backgroundColor");

        Assert.All(contrasts, static contrast => Assert.True(contrast >= 4.5));
        Assert.Equal(scheme == "dark" ? "rgb(13, 17, 23)" : "rgb(246, 248, 250)", back);
    }

    /// <summary>Collects what the page reports: exceptions, errors, and what the content security policy refuses.</summary>
    private static List<string> ProblemsOf(IPage page)
    {
        List<string> problems = [];
        page.PageError += (_, raised) => problems.Add(raised.Message);
        page.Console += (_, written) =>
        {
            // The browser reports answers with an error status by itself.
            string text = written.Message.Text;
            if (written.Message.Type is ConsoleType.Error && !text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                problems.Add(text);
            }
        };
        return problems;
    }

    private static async Task SendAsync(DashboardHost host, string commands)
    {
        using TcpClient client = new();
        await client.ConnectAsync(host.Redis, Cancellation);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(commands), Cancellation);
        await client.GetStream().ReadExactlyAsync(new byte["+OK\r\n$1\r\nv\r\n$-1\r\n".Length], Cancellation);
    }
}
