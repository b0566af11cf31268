using System.Globalization;
using Mooncake.Embedded.CApi.Tests.Library;
using Expression = System.Text.RegularExpressions.Regex;
using RegexOptions = System.Text.RegularExpressions.RegexOptions;

namespace Mooncake.Embedded.CApi.Tests.Tools;

/// <summary>
/// Tests of <c>Mooncake.Embedded.CApi.Probe</c> in a process of their own, with the library loaded: what goes wrong between two runtimes, or
/// hangs, ends that process and not the tests'.
/// </summary>
internal static class ProbeProcess
{
    /// <summary>The program, and the namespace of the tests that are its own.</summary>
    internal const string Program = "Mooncake.Embedded.CApi.Probe";

    /// <summary>Runs the tests of one of the program's own classes.</summary>
    /// <param name="library">The library that the process's environment names.</param>
    /// <param name="testClass">The class, without its namespace.</param>
    /// <param name="lease">How long leases last.</param>
    /// <param name="limit">How long the process may take.</param>
    /// <returns>The number of tests that passed; if any did not, or was skipped, the test fails.</returns>
    internal static int RunClass(PublishedLibrary library, string testClass, string lease, TimeSpan limit) =>
        Count(Run(library, ["--filter-class", $"{Program}.{testClass}"], lease, limit), "succeeded");

    /// <summary>Runs all tests that the program has taken over from other projects; if any does not pass, or is skipped, the test fails.</summary>
    /// <param name="library">The library that the process's environment names.</param>
    /// <param name="lease">How long leases last.</param>
    /// <param name="limit">How long the process may take.</param>
    /// <returns>A line for each test: <c>passed</c>, its class and name, its time.</returns>
    internal static string[] RunTakenOver(PublishedLibrary library, string lease, TimeSpan limit) =>
        Run(library, ["--filter-not-namespace", Program], lease, limit).Output.Split('\n');

    private static ToolRun Run(PublishedLibrary library, string[] filter, string lease, TimeSpan limit)
    {
        Dictionary<string, string?> environment = new()
        {
            ["MOONCAKE_STORE_LIBRARY"] = library.Require(),
            ["MOONCAKE_EMBEDDED_LEASE"] = lease,
        };
        string[] arguments =
            [Path.Combine(AppContext.BaseDirectory, $"{Program}.dll"), .. filter, "--output", "Detailed", "--no-progress", "--no-ansi"];
        ToolRun run = ToolRun.Run(Dotnet.Path, arguments, limit, environment, AppContext.BaseDirectory);
        TestContext.Current.TestOutputHelper?.WriteLine(run.ToString());
        Assert.True(run.ExitCode == 0 && Count(run, "skipped") == 0, run.ToString());
        return run;
    }

    private static int Count(ToolRun run, string what) =>
        int.Parse(Expression.Match(run.Output, $@"^\s*{what}: (\d+)", RegexOptions.Multiline).Groups[1].Value, CultureInfo.InvariantCulture);
}
