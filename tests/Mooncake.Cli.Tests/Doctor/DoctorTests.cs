using System.Text.Json;
using Mooncake.Cli.Doctor.Machines;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Doctor;

public sealed class DoctorTests
{
    [Fact]
    public async Task Doctor_OnANewMachine_ExplainsTheThreeWaysToStart()
    {
        FakeMachine machine = new() { Library = new LibraryAnswer(null, "tried a", "Build it.") };

        ToolResult run = await new TestHost { Machine = machine }.RunAsync("doctor");

        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        Assert.All(["embedded://", "durable://", "mooncake://"], scheme =>
            Assert.Contains($"\n  {scheme}", run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Doctor_OfAnEmbeddedStoreOnThisMachine_FindsNoFailure()
    {
        ToolResult run = await new TestHost().RunAsync("doctor", "--connect", "embedded://?segment=64MiB");

        Assert.True(run.Code == ExitCode.Done, run.Output);
        Assert.Contains("round trip", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_OfAMasterThatIsNotThere_SaysSoAndDoesNotTryTheRoundTrip()
    {
        FakeMachine machine = new() { Answers = { ["master:50051"] = new Answer("Connection refused", TimeSpan.Zero) } };

        ToolResult run = await new TestHost { Machine = machine }.RunAsync("doctor", "--connect", "mooncake://master:50051?hostname=node7",
            "--json");

        JsonElement findings = JsonDocument.Parse(run.Output).RootElement.GetProperty("findings");
        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Contains(findings.EnumerateArray(), finding => finding.GetProperty("verdict").GetString() == "failure");
        Assert.Null(machine.TripOptions);
    }

    [Fact]
    public async Task Doctor_OnATerminal_ColorsVerdictsUnlessNoColorIsSet()
    {
        ToolResult colored = await new TestHost { Machine = new FakeMachine(), IsTerminal = true }.RunAsync("doctor");
        TestHost withoutColors = new() { Machine = new FakeMachine(), IsTerminal = true, Variables = { ["NO_COLOR"] = "1" } };
        ToolResult plain = await withoutColors.RunAsync("doctor");

        Assert.Contains("\e[32mgood", colored.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', plain.Output);
    }

    [Fact]
    public async Task Doctor_OfAWrongConnectionString_IsAUsageError()
    {
        ToolResult run = await new TestHost().RunAsync("doctor", "--connect", "embedded://?segmnt=1");

        Assert.Equal((ExitCode.Usage, ""), (run.Code, run.Output));
    }

    [Fact]
    public void Machine_ThatCannotShowSomething_SaysNothing()
    {
        Machine machine = new(TimeProvider.System, _ => null);

        Assert.Null(machine.ReadText("/no/such/file"));
        Assert.Null(machine.List("/no/such/folder"));
        Assert.NotNull(machine.FreeBytes("/no/such/folder"));
        Assert.False(machine.IsLocked("/no/such/file"));
    }

    [Fact]
    public async Task Machine_ThatConnectsToAClosedPort_SaysWhy()
    {
        Machine machine = new(TimeProvider.System, _ => null);

        Assert.NotNull((await machine.ConnectAsync("127.0.0.1", 1, TestContext.Current.CancellationToken)).Problem);
        Assert.NotNull((await machine.GetAsync(new Uri("http://127.0.0.1:1/health"), TestContext.Current.CancellationToken)).Problem);
    }

    [Fact]
    public async Task Machine_WithAFolderThatAStoreHasOpen_SeesTheLock()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Locks of RocksDB are seen on Linux.");
        using TemporaryFolder folder = new();
        string data = folder.PathOf("data");
        using System.Diagnostics.Process writer = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            Dotnet.Path, [typeof(Tool).Assembly.Location, "put", "key", "-", "--connect", $"durable://{data}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Machine machine = new(TimeProvider.System, _ => null);
        SpinWait.SpinUntil(() => writer.HasExited || machine.IsLocked(Path.Combine(data, "LOCK")), TimeSpan.FromMinutes(1));

        Assert.True(machine.IsLocked(Path.Combine(data, "LOCK")));

        await writer.StandardInput.WriteAsync("value");
        writer.StandardInput.Close();
        await writer.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.False(machine.IsLocked(Path.Combine(data, "LOCK")));
    }
}
