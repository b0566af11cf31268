using PuppeteerSharp;

namespace Mooncake.Cli.Tests.Support;

/// <summary>Chromium without a window, for the tests of one class; those are skipped where none is installed.</summary>
public sealed class ChromiumBrowser : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private IBrowser? _browser;

    /// <summary>Opens a page.</summary>
    public async Task<IPage> OpenAsync()
    {
        Assert.SkipUnless(_browser is not null, $"None of {string.Join(", ", Names)} is installed.");
        IPage page = await _browser.NewPageAsync();
        page.DefaultTimeout = 30_000;
        return page;
    }

    public async ValueTask InitializeAsync()
    {
        string? program = Names.SelectMany(static name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (program is not null)
        {
            // Root is not allowed the sandbox; the pages are our own. /dev/shm is small in containers.
            _browser = await Puppeteer.LaunchAsync(new LaunchOptions
            {
                ExecutablePath = program,
                Headless = true,
                Args = ["--no-sandbox", "--disable-dev-shm-usage"],
                Timeout = 60_000,
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
    }
}
