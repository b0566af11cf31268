using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Mooncake.Observability.Tests;

/// <summary>What the pages list is what the package has.</summary>
public sealed partial class PageTests
{
    [Fact]
    public void Logs_OfTheObservabilityPage_AreTheEvents()
    {
        IEnumerable<(int, LogLevel, string)> events =
            from method in typeof(ExtensionsLog).GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
            let message = method.GetCustomAttribute<LoggerMessageAttribute>()
            where message is not null
            orderby message.EventId
            select (message.EventId, message.Level, message.EventName ?? method.Name);
        Assert.Equal(
            events,
            EventRow().Matches(Section("observability.md", "Logs of Mooncake.Extensions")).Select(static row => (
                int.Parse(row.Groups["id"].ValueSpan, null), Enum.Parse<LogLevel>(row.Groups["level"].ValueSpan), row.Groups["name"].Value)));
    }

    [Fact]
    public void Metrics_OfTheObservabilityPage_AreTheInstruments()
    {
        string section = Section("observability.md", "Metrics of the distributed cache");
        Assert.Contains(
            $"| `{CacheInstruments.Failures.Name}` | `{CacheInstruments.Failures.Unit}` | counter | `{CacheInstruments.Operation}`, `error.type` |",
            section,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(MooncakeHostOptions), "hosting.md")]
    [InlineData(typeof(MooncakeClientSettings), "hosting.md")]
    [InlineData(typeof(MooncakeCacheOptions), "caching.md")]
    public void Options_AreNamedOnTheirPage(Type options, string page)
    {
        string text = Read(page);
        Assert.All(options.GetProperties(), property => Assert.Contains($"`{property.Name}`", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Defaults_OfTheCachingPage_AreThoseOfTheOptions()
    {
        MooncakeCacheOptions options = new();
        string text = Read("caching.md");
        Assert.Contains($"| `Timeout` | {options.Timeout.TotalMilliseconds} ms |", text, StringComparison.Ordinal);
        Assert.Contains($"| `WhenUnavailable` | `{options.WhenUnavailable}` |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_OfTheHostingPage_AreThoseOfTheOptions()
    {
        MooncakeHostOptions options = new();
        string text = Read("hosting.md");
        Assert.Contains($"| `OpenTimeout` | {options.OpenTimeout.TotalSeconds} s |", text, StringComparison.Ordinal);
        Assert.Contains(
            $"| `RetryDelay`, `MaxRetryDelay` | {options.RetryDelay.TotalSeconds} s, {options.MaxRetryDelay.TotalSeconds} s |", text, StringComparison.Ordinal);
        Assert.Contains($"| `WhenOpenFails` | `{options.WhenOpenFails}` |", text, StringComparison.Ordinal);
    }

    private static string Section(string page, string title)
    {
        Match section = Regex.Match(Read(page), $@"^## {title}$(.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(section.Success, $"The page has no section '{title}'.");
        return section.Groups[1].Value;
    }

    private static string Read(string page)
    {
        using StreamReader reader = new(typeof(PageTests).Assembly.GetManifestResourceStream(page)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^\| (?<id>\d+) \| (?<level>\w+) \| `(?<name>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex EventRow();
}
