using System.Text.RegularExpressions;
using Mooncake.Packaging.Tests.Consumers;

namespace Mooncake.Packaging.Tests;

/// <summary>A fresh program and the packages: a user's test, and a user's mistakes.</summary>
public sealed class NewProgramTests(PackedPackages packages)
{
    // How docs/going-to-a-cluster.md says that one rehearses, and a fault in front of that.
    private static readonly string Rehearsal = $$"""
        using Mooncake;
        using Mooncake.Testing;

        {{Documents.BlockOf("docs/going-to-a-cluster.md")}}
        var withLatency = options.DecorateBackend!;
        FaultPlan plan = new(seed: 1, new FaultRule(StoreCalls.Gets, Fault.Fail(StoreErrorCode.TransferFail)));
        options.DecorateBackend = engine => new FaultBackend(withLatency(engine), plan);
        await using MooncakeStore store = await MooncakeStore.OpenAsync(options);

        (await store.Notes.PutAsync(new Note("a", "text"))).ThrowIfFailed();
        StoreResult<Note> got = await store.Notes.GetAsync("a");
        Console.WriteLine(got.Error?.Code);

        [StoreKey("note/{Id}")]
        public sealed partial record Note(string Id, string Text);
        """;

    private const string Mistakes = """
        using Mooncake;

        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://");
        await store.Notes.PutAsync(new Note("a", "text"));

        [StoreKey("note/{Id}")]
        public sealed partial record Note(string Id, string Text);

        [StoreKey("memo/{Id}")]
        public sealed record Memo(string Id, string Text);
        """;

    [Fact]
    public void Rehearsal_WithTheTestingPackage_MeetsItsFaults()
    {
        Consumer consumer = new(packages, "Rehearsal", Rehearsal, "Mooncake.Sdk", "Mooncake.Testing");
        ToolRun built = consumer.Build("-warnaserror");
        Assert.True(built.ExitCode == 0, built.ToString());

        ToolRun run = consumer.Run();
        Assert.True(run.ExitCode == 0 && run.Output.TrimEnd() == "TransferFail", run.ToString());
    }

    [Fact]
    public void Mistakes_InAFreshProject_AreReportedByTheirRules()
    {
        Consumer consumer = new(packages, "Mistakes", Mistakes, "Mooncake.Sdk");
        ToolRun built = consumer.Build();

        Assert.True(built.ExitCode != 0, built.ToString());
        Assert.Matches(@"Program\.cs\(4,1\): warning MOON0500: .*'PutAsync'.*docs/rules/MOON0500\.md", built.Output);
        Assert.Matches(@"Program\.cs\(10,22\): error MOON0001: .*'Memo'.*docs/rules/MOON0001\.md", built.Output);

        // The link opens the page in the package.
        Match link = Regex.Match(built.Output, @"\((file://[^)]*/MOON0500\.md)\)");
        Assert.True(link.Success && File.Exists(new Uri(link.Groups[1].Value).LocalPath), built.Output);
    }
}
