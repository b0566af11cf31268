using Microsoft.AspNetCore.OutputCaching;

namespace WebCache;

/// <summary>Requests the service's own endpoints, and ends it.</summary>
internal static class SelfTest
{
    /// <summary>Runs the service and the requests.</summary>
    internal static async Task RunAsync(WebApplication app)
    {
        await app.StartAsync();
        using HttpClient client = new() { BaseAddress = new Uri(app.Urls.Single()) };

        string first = await GetAsync("/quotes/ABC");
        Expect(await GetAsync("/quotes/ABC") == first && Quotes.Reads == 1, "A quote is read once.");
        (await client.DeleteAsync(new Uri("/quotes", UriKind.Relative))).EnsureSuccessStatusCode();
        Expect(await GetAsync("/quotes/ABC") != first && Quotes.Reads == 2, "A tag that was removed invalidates the quote.");

        string report = await GetAsync("/report");
        Expect(await GetAsync("/report") == report, "The response is cached.");
        await app.Services.GetRequiredService<IOutputCacheStore>().EvictByTagAsync("reports", CancellationToken.None);
        Expect(await GetAsync("/report") != report, "A response can be evicted by its tag.");

        Expect(await GetAsync("/health/live") == "Healthy" && await GetAsync("/health/ready") == "Healthy", "The store is healthy.");
        string metrics = await GetAsync("/metrics");
        Expect(metrics.Contains("mooncake_client_lookups", StringComparison.Ordinal), "The metrics of the store are exported.");
        await app.StopAsync();
        await app.DisposeAsync();
        Console.WriteLine("The service has stopped.");

        async Task<string> GetAsync(string path) => await client.GetStringAsync(new Uri(path, UriKind.Relative));
    }

    private static void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Not true: {what}");
        }

        Console.WriteLine($"ok  {what}");
    }
}
