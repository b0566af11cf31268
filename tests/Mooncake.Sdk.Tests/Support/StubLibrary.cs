using System.ComponentModel;
using System.Diagnostics;

namespace Mooncake.Support;

/// <summary>
/// A library with all functions of the C ABI whose <c>create</c> answers no store, and one with none of them: enough to try opening.
/// A third does not finish loading until a test opens a pipe. Compiled at first use; where there is no C compiler, the test is skipped.
/// </summary>
internal static class StubLibrary
{
    private static readonly string[] Functions =
    [
        "create", "destroy", "setup", "init_all", "health_check", "put", "put_from", "batch_put_from", "get_into", "batch_get_into", "is_exist",
        "batch_is_exist", "get_size", "get_hostname", "remove", "remove_by_regex", "remove_all", "register_buffer", "unregister_buffer",
    ];

    private static readonly Lazy<string?> Folder = new(Compile);

    /// <summary>The path of the library with the functions.</summary>
    internal static string PathOrSkip() => FileOrSkip("stub.so");

    /// <summary>The path of the library without.</summary>
    internal static string EmptyOrSkip() => FileOrSkip("empty.so");

    /// <summary>The path of the library that is being loaded until somebody has opened the pipe <see cref="Loading"/> to write; 20 s at most.</summary>
    internal static string SlowOrSkip() => FileOrSkip("slow.so");

    /// <summary>The pipe; there while the slow library is being loaded, and later.</summary>
    internal static string Loading => Path.Combine(Folder.Value!, "loading");

    /// <summary>A file that the slow library's <c>create</c> makes.</summary>
    internal static string Created => Path.Combine(Folder.Value!, "created");

    private static string FileOrSkip(string name)
    {
        Assert.SkipWhen(Folder.Value is null, "The stub library needs a C compiler, cc, and an operating system that has it.");
        return Path.Combine(Folder.Value, name);
    }

    private static string? Compile()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        string folder = Directory.CreateTempSubdirectory("mooncake-sdk-tests-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        File.WriteAllText(Path.Combine(folder, "stub.c"), string.Concat(Functions.Select(name => $"void *mooncake_store_{name}(void) {{ return 0; }}\n")));
        File.WriteAllText(Path.Combine(folder, "empty.c"), "int nothing;\n");
        File.WriteAllText(Path.Combine(folder, "slow.c"), SlowSource(folder));
        return Run(folder, "stub") && Run(folder, "empty") && Run(folder, "slow") ? folder : null;
    }

    private static string SlowSource(string folder) => string.Concat(
        Functions.Where(static name => name != "create").Select(static name => $"void *mooncake_store_{name}(void) {{ return 0; }}\n")) + $$"""
        #include <fcntl.h>
        #include <poll.h>
        #include <sys/stat.h>
        #include <unistd.h>

        void *mooncake_store_create(void)
        {
            close(creat("{{folder}}/created", 0600));
            return 0;
        }

        __attribute__((constructor)) static void wait_for_the_test(void)
        {
            mkfifo("{{folder}}/loading", 0600);
            struct pollfd gate = { open("{{folder}}/loading", O_RDONLY | O_NONBLOCK), POLLIN, 0 };
            poll(&gate, 1, 20000);
            close(gate.fd);
        }
        """;

    private static bool Run(string folder, string name)
    {
        try
        {
            using Process compiler = Process.Start(new ProcessStartInfo("cc", $"-shared -fPIC -o {name}.so {name}.c") { WorkingDirectory = folder })!;
            compiler.WaitForExit();
            return compiler.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
