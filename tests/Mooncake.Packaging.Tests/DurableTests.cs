using Mooncake.Packaging.Tests.Consumers;

namespace Mooncake.Packaging.Tests;

/// <summary>
/// A program that references Mooncake.Durable and nothing else: the engine registers itself, and the native library is found.
/// </summary>
public sealed class DurableTests(PackedPackages packages)
{
    private const string Program = """
        using Mooncake;

        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await OpenAndPutAsync(1);
        await OpenAndPutAsync(2);
        Directory.Delete(folder, recursive: true);

        async Task OpenAndPutAsync(int run)
        {
            await using MooncakeStore store = await MooncakeStore.OpenAsync($"durable://{folder}?capacity=1GiB");
            (await store.Notes.PutAsync(new Note($"{run}", "text"))).ThrowIfFailed();
            StoreResult<Note> first = await store.Notes.GetAsync("1");
            Console.WriteLine($"{run}: {first.GetValueOrThrow().Text}");
        }

        [StoreKey("note/{Id}")]
        public sealed partial record Note(string Id, string Text);
        """;

    private static readonly string[] Output = ["1: text", "2: text"];

    [Fact]
    public void Program_InAFreshProject_BuildsWithoutAWarningAndRuns()
    {
        Consumer consumer = new(packages, "Durable", Program, "Mooncake.Durable");
        ToolRun built = consumer.Build("-warnaserror");
        Assert.True(built.ExitCode == 0, built.ToString());
        AssertOutput(consumer.Run());
    }

    [Fact]
    public void Program_PublishedAheadOfTime_HasNoWarningAndRuns()
    {
        AheadOfTimeTests.Require();
        string output = packages.PathOf("durable-ahead");
        Consumer consumer = new(packages, "DurableAhead", Program, "Mooncake.Durable");
        ToolRun published = ReadmeExample.Publish(consumer, output, "-p:PublishAot=true");
        Assert.True(!published.Output.Contains("warning", StringComparison.OrdinalIgnoreCase), published.ToString());
        AssertOutput(consumer.RunPublished(output));
    }

    private static void AssertOutput(ToolRun run) =>
        Assert.True(run.ExitCode == 0 && run.Output.TrimEnd().Split(Environment.NewLine).SequenceEqual(Output), run.ToString());
}
