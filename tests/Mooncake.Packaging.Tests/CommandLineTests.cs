namespace Mooncake.Packaging.Tests;

/// <summary>The program <c>mooncake</c>: as a tool that is installed from its package, and compiled ahead of time.</summary>
public sealed class CommandLineTests(PackedPackages packages)
{
    private const string Name = "Mooncake.Cli";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private static readonly string[] SignsOfAMissingToolchain = ["NU1101", "NU1102", "NU1301", "NETSDK1183", "NETSDK1207",
        "Platform linker", "cannot find -l"];

    [Fact]
    public void Tool_InstalledFromItsPackage_OpensEmbeddedAndDurableStores()
    {
        string feed = packages.Require();
        string folder = packages.PathOf("tool");
        Dictionary<string, string?> environment = new()
        {
            ["NUGET_PACKAGES"] = packages.PathOf("packages"),
            ["DOTNET_CLI_HOME"] = packages.PathOf("home")
        };
        string[] arguments = ["tool", "install", Name, "--tool-path", folder, "--version", packages.Version, "--add-source", feed];
        ToolRun installed = ToolRun.Run(Dotnet.Path, arguments, Limit, environment, packages.PathOf());
        Assert.True(installed.ExitCode == 0, installed.ToString());

        // The host of a tool finds the runtime by this variable where it is not in the usual place.
        AssertWorks(
            Path.Combine(folder, OperatingSystem.IsWindows() ? "mooncake.exe" : "mooncake"),
            packages.PathOf("tool-data"),
            new Dictionary<string, string?> { ["DOTNET_ROOT"] = Path.GetDirectoryName(Dotnet.Path) });
    }

    [Fact]
    public void Program_PublishedAheadOfTime_HasNoWarningAndOpensStores()
    {
        AheadOfTimeTests.Require();
        string output = packages.PathOf("cli-ahead");
        string[] arguments =
        [
            "publish", Repository.PathOf("src", Name), "-c", "Release", "-o", output, "--artifacts-path", packages.PathOf("cli-build"),
            "-v", "quiet",
            "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false",
        ];
        ToolRun published = Dotnet.RunBuild(arguments, Limit, Repository.Root);
        Assert.SkipWhen(
            published.ExitCode != 0 && SignsOfAMissingToolchain.Any(published.Output.Contains),
            $"The program cannot be compiled ahead of time here. {published.Output.Trim().Split('\n')[0]}");
        Assert.True(published.ExitCode == 0 && !published.Output.Contains("warning", StringComparison.OrdinalIgnoreCase),
            published.ToString());

        AssertWorks(Path.Combine(output, OperatingSystem.IsWindows() ? "mooncake.exe" : "mooncake"), packages.PathOf("ahead-data"), []);
    }

    private static void AssertWorks(string program, string data, Dictionary<string, string?> environment)
    {
        ToolRun ping = ToolRun.Run(program, ["ping", "--connect", "embedded://"], Limit, environment);
        Assert.True(ping.ExitCode == 0 && ping.Output.StartsWith("embedded: Healthy", StringComparison.Ordinal), ping.ToString());

        // RocksDB's library is found.
        ToolRun put = ToolRun.Run(program, ["put", "key", "--text", "value", "--connect", $"durable://{data}"], Limit, environment);
        Assert.True(put.ExitCode == 0, put.ToString());
        ToolRun list = ToolRun.Run(program, ["ls", "--json", "--connect", $"durable://{data}"], Limit, environment);
        Assert.True(list.Output == "{\"key\":\"key\"}\n", list.ToString());
    }
}
