using System.Text.RegularExpressions;

namespace Mooncake.Durable.CApi.Tests;

/// <summary>
/// Programs of <c>tests/c</c> meet the library as any C program does, in a folder of their own. They say "ok" or what is wrong.
/// </summary>
public sealed class CProgramTests(PublishedLibrary library)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly string? Compiler = Array.Find(["cc", "gcc", "clang"], static compiler => ToolRun.IsThere(compiler));

    [Theory]
    [InlineData("store_contract.c")]
    [InlineData("durable_contract.c")]
    public void Contract_OfTheHeader_Holds(string source)
    {
        string program = Compile(Repository.PathOf("tests", "c", source));
        string folder = Directory.CreateDirectory(program + "-work").FullName;
        ToolRun run = ToolRun.Run(program, [], Limit, folder: folder);
        Assert.True(run.ExitCode == 0 && run.Output.EndsWith("ok\n", StringComparison.Ordinal), run.ToString());
    }

    [Fact]
    public void Program_OfTheDocument_Runs()
    {
        string document = File.ReadAllText(Repository.PathOf("docs", "embedding-in-other-languages.md"));
        string source = Path.Combine(library.WorkFolder, "hello.c");
        string program = Regex.Match(document, "^```C\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
        File.WriteAllText(source, program);
        ToolRun run = ToolRun.Run(Compile(source), [], Limit, folder: Directory.CreateDirectory(source + "-work").FullName);
        Assert.True(run.ExitCode == 0 && run.Output == "greeting\n", run.ToString());
    }

    [Fact]
    public void Library_Published_ExportsTheFunctionsOfBothHeadersAndHasWhatItNeedsBesideIt()
    {
        string folder = library.RequireFolder();
        Assert.Equal(
            [PublishedLibrary.FileName, $"{PublishedLibrary.FileName}.dbg", "librocksdb.so", "mooncake_durable.h", "mooncake_store.h"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.SkipUnless(ToolRun.IsThere("nm"), "nm was not found.");
        ToolRun run = ToolRun.Run(
            "nm", ["--dynamic", "--defined-only", "--format=posix", Path.Combine(folder, PublishedLibrary.FileName)], Limit);
        string[] exported = [.. run.Output.Split('\n').Select(static line => line.Split(' ', '@')[0])];
        Assert.Equal(19, exported.Count(static name => name.StartsWith("mooncake_store_", StringComparison.Ordinal)));
        Assert.Equal(
            ["mooncake_durable_checkpoint", "mooncake_durable_floor_key", "mooncake_durable_get_statistics", "mooncake_durable_scan_keys"],
            exported.Where(static name => name.StartsWith("mooncake_durable_", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private string Compile(string source)
    {
        string folder = library.RequireFolder();
        Assert.SkipWhen(Compiler is null, "Needs a C compiler; none of cc, gcc and clang was found.");
        string program = Path.Combine(library.WorkFolder, Path.GetFileNameWithoutExtension(source));
        string[] arguments =
        [
            "-DMOONCAKE_DURABLE", "-std=gnu11", "-O1", "-g", "-Wall", "-Wextra", "-Werror", "-pthread", "-o", program,
            source, $"-I{folder}", $"-L{folder}", "-lmooncake_durable_store", $"-Wl,-rpath,{folder}",
        ];
        ToolRun run = ToolRun.Run(Compiler, arguments, Limit);
        Assert.True(run.ExitCode == 0, run.ToString());
        return program;
    }
}
