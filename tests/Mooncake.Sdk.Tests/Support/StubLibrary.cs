using System.ComponentModel;
using System.Diagnostics;

namespace Mooncake.Support;

/// <summary>
/// A library with all functions of the C ABI whose <c>create</c> answers no store, and one with none of them: enough to try opening.
/// Compiled at first use; where there is no C compiler, the test is skipped.
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
        return Run(folder, "stub") && Run(folder, "empty") ? folder : null;
    }

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
