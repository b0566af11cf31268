using System.ComponentModel;
using System.Diagnostics;

namespace Mooncake.TestTools;

/// <summary>What a program that was run to its end said.</summary>
/// <param name="ExitCode">Its exit code; above 128 on Unix if a signal ended it.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error.</param>
internal sealed record ToolRun(int ExitCode, string Output, string Errors)
{
    /// <summary>True if the program can be started.</summary>
    internal static bool IsThere(string program, string argument = "--version")
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, argument) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Runs a program; one that takes longer than the limit is ended, with its children, and fails the test.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="environment">Variables to set, or to remove where the value is null.</param>
    /// <param name="folder">The folder to run it in; null for this process's own.</param>
    internal static ToolRun Run(
        string program,
        IEnumerable<string> arguments,
        TimeSpan limit,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? folder = null)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            Assert.Fail($"{program} had not ended after {limit}. It said: {output.Result}{errors.Result}");
        }

        // The pipes end only when every process that has inherited them has ended: a build server that is left behind would not.
        Task.WaitAll([output, errors], TimeSpan.FromSeconds(10));
        return new ToolRun(process.ExitCode, output.IsCompleted ? output.Result : "", errors.IsCompleted ? errors.Result : "");
    }

    /// <summary>All that was said, for a test's message.</summary>
    public override string ToString() => $"exit code {ExitCode}{Environment.NewLine}{Output}{Errors}";
}
