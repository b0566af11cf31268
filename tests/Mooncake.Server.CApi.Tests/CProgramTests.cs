using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Mooncake.Server.CApi.Tests;

/// <summary>Programs of <c>tests/c</c> meet the library as any C program does. They say "ok" or what is wrong.</summary>
public sealed class CProgramTests(PublishedLibrary library)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly string? Compiler = Array.Find(["cc", "gcc", "clang"], static compiler => ToolRun.IsThere(compiler));

    [Fact]
    public void Contract_OfTheHeader_Holds()
    {
        string program = Compile(Repository.PathOf("tests", "c", "server_contract.c"));
        ToolRun run = ToolRun.Run(program, [], Limit, folder: Directory.CreateDirectory(program + "-work").FullName);
        Assert.True(run.ExitCode == 0 && run.Output.EndsWith("ok\n", StringComparison.Ordinal), run.ToString());
    }

    [Fact]
    public void Program_WithAHashTableOfItsOwn_ServesRedisCli()
    {
        using HashTableProgram program = Start();
        const string Script = """
            set k v
            get k
            get missing
            set k longer
            mset a 1 b 2
            mget a b missing
            strlen k
            getrange k 1 3
            exists k missing
            type k
            del a missing
            setex k 10 v
            incr b
            flushall
            ping
            """;
        ToolRun run = ToolRun.Run("sh", ["-c", $"redis-cli -p {program.Port} <<'END'\n{Script}\nEND"], Limit);
        Assert.Equal(
            """
            OK
            v

            OK
            OK
            1
            2

            6
            ong
            1
            string
            1
            ERR the store's engine has no expiry, which 'setex' needs

            ERR the store's engine lacks what 'incr' needs

            ERR the store's engine lacks what 'flushall' needs

            PONG

            """,
            run.Output + run.Errors);
        program.AssertEndsWell();
    }

    [Fact]
    public void Program_WithAHashTableOfItsOwn_ServesRedisBenchmark()
    {
        using HashTableProgram program = Start();
        ToolRun run = ToolRun.Run(
            "redis-benchmark",
            [
                "-p", program.Port, "-t", "set,get", "-n", "20000", "-r", "50", "-d", "200", "-P", "8", "-c", "20", "--csv",
            ],
            Limit);
        Assert.True(run.ExitCode == 0 && !run.ToString().Contains("rror", StringComparison.Ordinal), run.ToString());
        program.AssertEndsWell();
    }

    [Fact]
    public void Program_UnderValgrind_FreesNothingThatTheServerStillReads()
    {
        string program = Compile(Repository.PathOf("tests", "c", "server_table.c"));
        Assert.SkipUnless(ToolRun.IsThere("redis-benchmark"), "redis-benchmark was not found (Debian: redis-tools).");
        Assert.SkipUnless(ToolRun.IsThere("valgrind"), "valgrind was not found.");

        // Valgrind of today stumbles over the symbols that lie beside the library: it gets a copy that has none.
        DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(library.WorkFolder, "valgrind"));
        string copy = Path.Combine(folder.FullName, PublishedLibrary.FileName);
        File.Copy(Path.Combine(library.RequireFolder(), PublishedLibrary.FileName), copy, overwrite: true);
        ProcessStartInfo start = new(
            "valgrind", ["--quiet", "--error-exitcode=99", "--leak-check=no", "--undef-value-errors=no", program, "2"])
        {
            Environment =
            {
                ["LD_PRELOAD"] = copy,
                // 64 MiB: the garbage collector reserves more addresses than valgrind can keep book of.
                ["DOTNET_GCHeapHardLimit"] = "4000000",
            },
        };
        using HashTableProgram served = new(start);
        ToolRun run = ToolRun.Run(
            "redis-benchmark",
            ["-p", served.Port, "-t", "set,get,mset", "-n", "2000", "-r", "20", "-d", "200", "-P", "8", "-c", "10", "--csv"], Limit);
        Assert.True(run.ExitCode == 0, run.ToString());
        served.AssertEndsWell();
    }

    [Fact]
    public void Program_OfTheDocument_Compiles()
    {
        string document = File.ReadAllText(Repository.PathOf("docs", "redis.md"));
        string source = Path.Combine(library.WorkFolder, "hello.c");
        File.WriteAllText(
            source, Regex.Match(document, "^```C\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value);
        Assert.True(File.Exists(Compile(source)));
    }

    [Fact]
    public void Library_Published_ExportsTheFunctionsOfItsHeaderAndHasWhatItNeedsBesideIt()
    {
        string folder = library.RequireFolder();
        Assert.Equal(
            [PublishedLibrary.FileName, $"{PublishedLibrary.FileName}.dbg", "librocksdb.so", "mooncake_server.h"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.SkipUnless(ToolRun.IsThere("nm"), "nm was not found.");
        ToolRun run = ToolRun.Run(
            "nm", ["--dynamic", "--defined-only", "--format=posix", Path.Combine(folder, PublishedLibrary.FileName)], Limit);
        Assert.Equal(
            HeaderTests.Names,
            run.Output.Split('\n').Select(static line => line.Split(' ', '@')[0])
                .Where(static name => name.StartsWith("mooncake_", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private HashTableProgram Start()
    {
        string program = Compile(Repository.PathOf("tests", "c", "server_table.c"));
        Assert.SkipUnless(ToolRun.IsThere("redis-cli"), "redis-cli was not found (Debian: redis-tools).");
        return new HashTableProgram(new ProcessStartInfo(program, "2"));
    }

    private string Compile(string source)
    {
        string folder = library.RequireFolder();
        Assert.SkipWhen(Compiler is null, "Needs a C compiler; none of cc, gcc and clang was found.");
        string program = Path.Combine(library.WorkFolder, Path.GetFileNameWithoutExtension(source));
        string[] arguments =
        [
            "-std=gnu11", "-O1", "-g", "-Wall", "-Wextra", "-Werror", "-pthread", "-o", program, source, $"-I{folder}",
            $"-L{folder}", "-lmooncake_server", $"-Wl,-rpath,{folder}",
        ];
        ToolRun run = ToolRun.Run(Compiler, arguments, Limit);
        Assert.True(run.ExitCode == 0, run.ToString());
        return program;
    }

    /// <summary>The program of <c>server_table.c</c>: it serves until its input ends.</summary>
    private sealed class HashTableProgram : IDisposable
    {
        private readonly Process _process;

        internal HashTableProgram(ProcessStartInfo start)
        {
            start.RedirectStandardInput = true;
            start.RedirectStandardOutput = true;
            _process = Process.Start(start)!;
            Port = _process.StandardOutput.ReadLine() ?? "";
            Assert.True(int.TryParse(Port, CultureInfo.InvariantCulture, out _), Port);
        }

        /// <summary>The port that it serves on.</summary>
        internal string Port { get; }

        /// <summary>Ends the program, which checks what was called.</summary>
        internal void AssertEndsWell()
        {
            _process.StandardInput.Close();
            Assert.Equal("ok\n", _process.StandardOutput.ReadToEnd());
            _process.WaitForExit();
            Assert.Equal(0, _process.ExitCode);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (!_process.HasExited)
            {
                _process.Kill();
            }

            _process.Dispose();
        }
    }
}
