using System.Globalization;
using Mooncake.Embedded.CApi.Tests.Library;
using Mooncake.Embedded.CApi.Tests.Tools;

namespace Mooncake.Embedded.CApi.Tests;

/// <summary>The programs of <c>tests/c</c>, which meet the library as any C program does. They say "ok" or what is wrong.</summary>
public sealed class CProgramTests(PublishedLibrary library)
{
    /// <summary>Minutes that the soak runs; without it, a moment.</summary>
    private const string SoakVariable = "MOONCAKE_SOAK_MINUTES";

    private const double ShortSoakSeconds = 2;
    private const int AllowedGrowthKib = 8 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Contract_RoundTripBatchesAndEveryError_AreAsTheHeaderSays(bool newerFramework)
    {
        string program = CProgram.Compile(library, SourceOf("store_contract.c"), newerFramework);
        AssertOk(ToolRun.Run(program, [], Limit));
    }

    [Fact]
    public void Contract_UnderValgrind_TouchesNoMemoryThatIsNotItsOwn()
    {
        string path = library.Require();
        Assert.SkipUnless(ToolRun.IsThere("valgrind"), "valgrind was not found.");
        string program = CProgram.Compile(library, SourceOf("store_contract.c"));

        // Valgrind of today stumbles over the symbols that lie beside the library: it gets a copy that has none.
        string copy = Directory.CreateDirectory(Path.Combine(library.WorkFolder, "valgrind")).FullName;
        File.Copy(path, Path.Combine(copy, PublishedLibrary.FileName), overwrite: true);
        Dictionary<string, string?> environment = new()
        {
            ["LD_PRELOAD"] = Path.Combine(copy, PublishedLibrary.FileName),
            // 64 MiB: the garbage collector reserves more addresses than valgrind can keep book of.
            ["DOTNET_GCHeapHardLimit"] = "4000000",
        };
        string[] arguments =
        [
            "--quiet", "--error-exitcode=99", "--leak-check=full", "--num-callers=40", "--show-mismatched-frees=no",
            $"--suppressions={SourceOf("valgrind.supp")}", program,
        ];
        AssertOk(ToolRun.Run("valgrind", arguments, Limit, environment));
    }

    [Fact]
    public void Soak_StoresThatComeAndGo_LeaveMemoryFlat()
    {
        string program = CProgram.Compile(library, SourceOf("store_soak.c"));
        double seconds = Environment.GetEnvironmentVariable(SoakVariable) is { Length: > 0 } minutes
            ? double.Parse(minutes, CultureInfo.InvariantCulture) * 60
            : ShortSoakSeconds;
        ToolRun run = ToolRun.Run(
            program,
            [seconds.ToString(CultureInfo.InvariantCulture), AllowedGrowthKib.ToString(CultureInfo.InvariantCulture)],
            Limit + TimeSpan.FromSeconds(seconds));
        TestContext.Current.TestOutputHelper?.WriteLine(run.Output);
        AssertOk(run);
    }

    private static string SourceOf(string name) => Repository.PathOf("tests", "c", name);

    private static void AssertOk(ToolRun run) =>
        Assert.True(run.ExitCode == 0 && run.Output.EndsWith("ok\n", StringComparison.Ordinal), run.ToString());
}
