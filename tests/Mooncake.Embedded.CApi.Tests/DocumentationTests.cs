using System.Globalization;
using System.Text.RegularExpressions;
using Mooncake.Embedded.CApi.Tests.Library;
using Mooncake.Embedded.CApi.Tests.Tools;
using Expression = System.Text.RegularExpressions.Regex;

namespace Mooncake.Embedded.CApi.Tests;

/// <summary>The programs of <c>docs/embedding-in-other-languages.md</c> do what they show, as far as their languages are there.</summary>
public sealed class DocumentationTests(PublishedLibrary library)
{
    private const string Expected = "hello\n";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs", "embedding-in-other-languages.md"));

    [Fact]
    public void C_OfTheDocument_Runs()
    {
        string program = CProgram.Compile(library, Extract("c", "hello.c"));
        AssertGreets(ToolRun.Run(program, [], Limit));
    }

    [Fact]
    public void Python_OfTheDocument_Runs()
    {
        string path = library.Require();
        Assert.SkipUnless(ToolRun.IsThere("python3"), "python3 was not found.");
        Dictionary<string, string?> environment = new() { ["LD_LIBRARY_PATH"] = Path.GetDirectoryName(path) };
        AssertGreets(ToolRun.Run("python3", [Extract("python", "hello.py")], Limit, environment));
    }

    [Fact]
    public void Rust_OfTheDocument_Runs()
    {
        string folder = Path.GetDirectoryName(library.Require())!;
        Assert.SkipUnless(ToolRun.IsThere("rustc"), "rustc was not found.");
        string program = Path.Combine(library.WorkFolder, "hello-rust");
        ToolRun compiled = ToolRun.Run(
            "rustc", ["--edition", "2021", "-D", "warnings", "-L", folder, "-C", $"link-arg=-Wl,-rpath,{folder}", "-o", program, Extract("rust", "hello.rs")], Limit);
        Assert.True(compiled.ExitCode == 0, compiled.ToString());
        AssertGreets(ToolRun.Run(program, [], Limit));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Size_InTheDocument_IsThatOfTheLibrary(bool newerFramework)
    {
        string stated = Expression.Match(Document, @"\| the library, (\d+\.\d) MiB;").Groups[1].Value;
        double size = new FileInfo(library.Require(newerFramework)).Length / (double)(1 << 20);

        // Other patch versions of the compiler may write a little more or less.
        Assert.InRange(size / double.Parse(stated, CultureInfo.InvariantCulture), 0.9, 1.1);
    }

    private static void AssertGreets(ToolRun run) => Assert.True(run is { ExitCode: 0, Output: Expected }, run.ToString());

    /// <summary>Writes the document's one program in a language into a file.</summary>
    private string Extract(string language, string name)
    {
        Match program = Assert.Single(Expression.Matches(Document, $"^```{language}\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline));
        string path = Path.Combine(library.WorkFolder, name);
        File.WriteAllText(path, program.Groups[1].Value);
        return path;
    }
}
