using System.Xml.Linq;
using Mooncake.Packaging.Tests.Consumers;

namespace Mooncake.Packaging.Tests;

/// <summary>A host that references Mooncake.Extensions: a store, a typed set, the distributed cache, health checks.</summary>
public sealed class ExtensionsTests(PackedPackages packages)
{
    private const string Program = """
        using System.Buffers;
        using Microsoft.Extensions.Caching.Distributed;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Diagnostics.HealthChecks;
        using Microsoft.Extensions.Hosting;
        using Mooncake;

        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("Mooncake:OpenTimeout", "00:00:10"), new("ConnectionStrings:mooncake", "embedded://?segment=16MiB")]);
        builder.AddMooncakeClient("mooncake");
        builder.Services.AddMooncakeSet(static store => store.Notes).AddMooncakeDistributedCache().AddSingleton<Notebook>();
        using IHost host = builder.Build();
        await host.StartAsync();

        Notebook notebook = host.Services.GetRequiredService<Notebook>();
        (await notebook.Notes.PutAsync(new Note("1", "text"))).ThrowIfFailed();
        Console.WriteLine((await notebook.Notes.GetAsync("1")).GetValueOrThrow().Text);

        IBufferDistributedCache cache = (IBufferDistributedCache)host.Services.GetRequiredService<IDistributedCache>();
        await cache.SetAsync("key", new ReadOnlySequence<byte>([1, 2, 3]), new() { SlidingExpiration = TimeSpan.FromHours(1) });
        ArrayBufferWriter<byte> found = new();
        Console.WriteLine($"{await cache.TryGetAsync("key", found)} {found.WrittenCount}");

        HealthReport health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Console.WriteLine(health.Status);
        await host.StopAsync();

        [StoreKey("note/{Id}")]
        public sealed partial record Note(string Id, string Text);

        public sealed class Notebook(StoreSet<NoteKey, Note> notes)
        {
            public StoreSet<NoteKey, Note> Notes => notes;
        }
        """;

    private static readonly string[] Output = ["text", "True 3", "Healthy"];

    [Fact]
    public void Program_InAFreshProject_BuildsWithoutAWarningAndRuns()
    {
        Consumer consumer = Make("Extensions");
        ToolRun built = consumer.Build("-warnaserror");
        Assert.True(built.ExitCode == 0, built.ToString());
        AssertOutput(consumer.Run());
    }

    [Fact]
    public void Program_PublishedAheadOfTime_HasNoWarningAndRuns()
    {
        AheadOfTimeTests.Require();
        string output = packages.PathOf("extensions-ahead");
        Consumer consumer = Make("ExtensionsAhead");
        ToolRun published = ReadmeExample.Publish(consumer, output, "-p:PublishAot=true");
        Assert.True(!published.Output.Contains("warning", StringComparison.OrdinalIgnoreCase), published.ToString());
        AssertOutput(consumer.RunPublished(output));
    }

    private Consumer Make(string name) => new(packages, name, Program, "Mooncake.Extensions", $"Microsoft.Extensions.Hosting/{HostingVersion()}");

    // The version that the packages themselves refer to.
    private static string HostingVersion() =>
        XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion")
            .Single(static version => version.Attribute("Include")?.Value == "Microsoft.Extensions.Hosting").Attribute("Version")!.Value;

    private static void AssertOutput(ToolRun run) =>
        Assert.True(run.ExitCode == 0 && run.Output.TrimEnd().Split(Environment.NewLine).SequenceEqual(Output), run.ToString());
}
