using System.Globalization;
using Mooncake.Embedded.CApi.Tests.Library;
using Expression = System.Text.RegularExpressions.Regex;
using RegexOptions = System.Text.RegularExpressions.RegexOptions;

namespace Mooncake.Embedded.CApi.Tests.Tools;

/// <summary>
/// A class of <c>Mooncake.Embedded.CApi.Probe</c>'s tests in a process of its own, with the library loaded: what goes wrong between two
/// runtimes, or hangs, ends that process and not the tests'.
/// </summary>
internal static class ProbeProcess
{
    private const string Program = "Mooncake.Embedded.CApi.Probe";

    /// <summary>Runs the tests of a class.</summary>
    /// <param name="library">The library that the process's environment names.</param>
    /// <param name="testClass">The class, without its namespace.</param>
    /// <param name="lease">How long leases last.</param>
    /// <param name="limit">How long the process may take.</param>
    /// <returns>The number of tests that passed; if any did not, or was skipped, the test fails.</returns>
    internal static int Run(PublishedLibrary library, string testClass, string lease, TimeSpan limit)
    {
        Dictionary<string, string?> environment = new()
        {
            ["MOONCAKE_STORE_LIBRARY"] = library.Require(),
            ["MOONCAKE_EMBEDDED_LEASE"] = lease,
        };
        string[] arguments =
            [Path.Combine(AppContext.BaseDirectory, $"{Program}.dll"), "--filter-class", $"{Program}.{testClass}", "--output", "Detailed", "--no-progress", "--no-ansi"];
        ToolRun run = ToolRun.Run(Dotnet.Path, arguments, limit, environment, AppContext.BaseDirectory);
        TestContext.Current.TestOutputHelper?.WriteLine(run.ToString());
        Assert.True(run.ExitCode == 0 && Count("skipped") == 0, run.ToString());
        return Count("succeeded");

        int Count(string what) => int.Parse(Expression.Match(run.Output, $@"^\s*{what}: (\d+)", RegexOptions.Multiline).Groups[1].Value, CultureInfo.InvariantCulture);
    }
}
