using Mooncake.Embedded.CApi.Tests.Library;

namespace Mooncake.Embedded.CApi.Tests.Tools;

/// <summary>C programs, compiled against the header and linked with the library.</summary>
internal static class CProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static readonly string? Compiler = Array.Find(["cc", "gcc", "clang"], static compiler => ToolRun.IsThere(compiler));

    /// <summary>Compiles a program; skips the test where there is no compiler or no library.</summary>
    /// <param name="library">The library.</param>
    /// <param name="source">The path of the source file.</param>
    /// <param name="newer">True to link with the library for the newer framework.</param>
    /// <returns>The path of the program.</returns>
    internal static string Compile(PublishedLibrary library, string source, bool newer = false)
    {
        string folder = Path.GetDirectoryName(library.Require(newer))!;
        Assert.SkipWhen(Compiler is null, "Needs a C compiler; none of cc, gcc and clang was found.");
        string program = Path.Combine(library.WorkFolder, Path.GetFileNameWithoutExtension(source) + (newer ? "-newer" : ""));
        string[] arguments =
        [
            "-std=gnu11", "-O1", "-g", "-Wall", "-Wextra", "-Werror", "-pthread", "-o", program, source,
            $"-I{Repository.PathOf("src", "Mooncake.Embedded.CApi", "include")}", $"-L{folder}", "-lmooncake_store", $"-Wl,-rpath,{folder}",
        ];
        ToolRun run = ToolRun.Run(Compiler, arguments, Limit);
        Assert.True(run.ExitCode == 0, run.ToString());
        return program;
    }
}
