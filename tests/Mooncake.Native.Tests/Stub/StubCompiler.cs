using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

[assembly: AssemblyFixture(typeof(Mooncake.Native.Tests.Stub.StubCompiler))]

namespace Mooncake.Native.Tests.Stub;

/// <summary>
/// Compiles the stub libraries once for all tests, into a temporary folder. Every test gets a copy of its own, which the loader
/// takes for another library, so that tests cannot see each other's calls.
/// </summary>
public sealed class StubCompiler : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mooncake-native-tests-");
    private readonly string? _compiler;
    private readonly string _whyNot = "";
    private int _copies;

    public StubCompiler()
    {
        if (OperatingSystem.IsWindows())
        {
            _whyNot = "The stub library needs POSIX threads and signals.";
            return;
        }

        _compiler = Array.Find(["cc", "gcc", "clang"], CanRun);
        if (_compiler is null)
        {
            _whyNot = "The stub library needs a C compiler; none of cc, gcc and clang was found.";
            return;
        }

        Extract("store_stub.c");
        Extract("stub_dependency.c");
        Compile("complete.so", "store_stub.c");
        Compile("incomplete.so", "store_stub.c", "-DSTUB_LACKS_REMOVALS");
        Compile("libstubdependency.so", "stub_dependency.c", "-Wl,-soname,libstubdependency.so");
        Compile("needy.so", "store_stub.c", "-DSTUB_NEEDS_DEPENDENCY", "-L.", "-lstubdependency");
        File.Delete(Path.Combine(_folder.FullName, "libstubdependency.so"));
    }

    /// <summary>A new copy of a stub with all functions; skips the test where there is no compiler.</summary>
    public string Complete() => Copy("complete.so");

    /// <summary>One that lacks two functions.</summary>
    public string Incomplete() => Copy("incomplete.so");

    /// <summary>One that needs <c>libstubdependency.so</c>, which is nowhere.</summary>
    public string Needy() => Copy("needy.so");

    public void Dispose() => _folder.Delete(recursive: true);

    private static bool CanRun(string compiler)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(compiler, "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private string Copy(string name)
    {
        Assert.SkipWhen(_compiler is null, _whyNot);
        string copy = Path.Combine(_folder.FullName, $"{Interlocked.Increment(ref _copies)}-{name}");
        File.Copy(Path.Combine(_folder.FullName, name), copy);
        return copy;
    }

    private void Extract(string name)
    {
        using Stream source = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using FileStream target = File.Create(Path.Combine(_folder.FullName, name));
        source.CopyTo(target);
    }

    private void Compile(string output, string source, params string[] options)
    {
        ProcessStartInfo start = new(_compiler!) { WorkingDirectory = _folder.FullName, RedirectStandardError = true };
        string[] arguments = ["-std=gnu11", "-Wall", "-Werror", "-shared", "-fPIC", "-pthread", "-o", output, source, .. options];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{_compiler} could not compile {source}: {errors}");
        }
    }
}
