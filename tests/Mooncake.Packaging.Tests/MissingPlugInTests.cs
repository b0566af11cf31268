namespace Mooncake.Packaging.Tests;

/// <summary>A package without a plug-in of the compiler would fail silently for every user: packing fails instead.</summary>
public sealed class MissingPlugInTests(PackedPackages packages)
{
    [Theory]
    [InlineData("Mooncake.Sdk.Generators")]
    [InlineData("Mooncake.Sdk.CodeFixes")]
    public void Pack_WithoutAPlugInThatWasBuilt_FailsAndNamesIt(string name)
    {
        packages.Require();
        string plugIn = Assert.Single(Directory.GetFiles(Path.Combine(packages.BuildFolder, "bin", name), $"{name}.dll", SearchOption.AllDirectories));
        string away = $"{plugIn}.away";
        string output = packages.PathOf("without", name);
        File.Move(plugIn, away);
        try
        {
            ToolRun run = packages.Pack(Repository.PathOf("src", "Mooncake.Sdk"), output, "--no-build");

            Assert.True(run.ExitCode != 0, run.ToString());
            Assert.Contains($"Mooncake.Sdk would be packed without {plugIn}, which was not built.", run.Output, StringComparison.Ordinal);
            Assert.False(Directory.Exists(output) && Directory.GetFiles(output).Length > 0, "A package was made nevertheless.");
        }
        finally
        {
            File.Move(away, plugIn);
        }
    }
}
