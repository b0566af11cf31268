using System.Text.RegularExpressions;
using Expression = System.Text.RegularExpressions.Regex;

namespace Mooncake.Packaging.Tests.Consumers;

/// <summary>The program that the README shows. It has to come without a single warning, the trimmer's included.</summary>
internal static class ReadmeExample
{
    private const string Output = "kv/llama-70b/003/000000000000feed holds 3 bytes";

    // How the SDK says that the feed does not serve the runtime, the trimmer or the compiler for this machine.
    private const string NoPack = @"error NU110[12]: [^\n]*(Microsoft\.(NETCore|AspNetCore)\.App\.|Microsoft\.NET\.ILLink|ILCompiler)[^\n]*";

    // How it says that there is no linker, or not its helpers.
    private const string NoLinker = @"[^\n]*(Platform linker|Symbol stripping tool|cannot find -l)[^\n]*";

    /// <summary>Makes a project of it.</summary>
    /// <param name="packages">The packages.</param>
    /// <param name="name">The project's name.</param>
    internal static Consumer Make(PackedPackages packages, string name) => new(packages, name, Documents.BlockOf("README.md"), "Mooncake.Sdk");

    /// <summary>Publishes the program and runs it; skips the test where this machine has not what that takes.</summary>
    /// <param name="consumer">The project.</param>
    /// <param name="output">The folder to publish to.</param>
    /// <param name="arguments">What kind of publication, as arguments.</param>
    internal static void PublishAndRun(Consumer consumer, string output, params string[] arguments)
    {
        ToolRun published = Publish(consumer, output, ["-warnaserror", .. arguments]);
        Assert.True(!published.Output.Contains("warning", StringComparison.OrdinalIgnoreCase), published.ToString());
        AssertOutput(consumer.RunPublished(output));
    }

    /// <summary>Publishes a program; skips the test where this machine has not what that takes.</summary>
    /// <param name="consumer">The project.</param>
    /// <param name="output">The folder to publish to.</param>
    /// <param name="arguments">What kind of publication, as arguments.</param>
    /// <returns>What the tool said; it succeeded.</returns>
    internal static ToolRun Publish(Consumer consumer, string output, params string[] arguments)
    {
        ToolRun published = consumer.Publish(output, ["-p:TrimmerSingleWarn=false", .. arguments]);
        Match lack = Expression.Match(published.Output, $"{NoPack}|{NoLinker}");
        Assert.SkipWhen(lack.Success, $"The program cannot be published so here. {lack.Value.Trim()}");
        Assert.True(published.ExitCode == 0, published.ToString());
        return published;
    }

    /// <summary>Holds what the program said against what it has to say.</summary>
    internal static void AssertOutput(ToolRun run) => Assert.True(run.ExitCode == 0 && run.Output.TrimEnd() == Output, run.ToString());
}
