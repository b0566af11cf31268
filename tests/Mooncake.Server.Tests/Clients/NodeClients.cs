using System.Diagnostics;
using Mooncake.Server.Tests.Clients;
using Mooncake.Server.Tests.Support;
using Mooncake.TestTools;

[assembly: AssemblyFixture(typeof(NodeClients))]

namespace Mooncake.Server.Tests.Clients;

/// <summary>A temporary folder with ioredis and node-redis, installed by npm when the first test asks for it.</summary>
public sealed class NodeClients : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Lazy<(DirectoryInfo Folder, string? Failure)> _installed = new(Install);

    /// <summary>The path of a script beside the clients; skips the test where they cannot be installed.</summary>
    internal string RequireScript(string name)
    {
        RedisProcess.Find("node", "nodejs");
        RedisProcess.Find("npm", "npm");
        (DirectoryInfo folder, string? failure) = _installed.Value;
        Assert.SkipWhen(failure is not null, $"npm could not install ioredis and redis: {failure}");
        string path = Path.Combine(folder.FullName, name);
        File.Copy(Repository.PathOf("tests", "Mooncake.Server.Tests", "Clients", "Node", name), path, overwrite: true);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_installed.IsValueCreated)
        {
            _installed.Value.Folder.Delete(recursive: true);
        }
    }

    private static (DirectoryInfo Folder, string? Failure) Install()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mooncake-node-");
        File.WriteAllText(Path.Combine(folder.FullName, "package.json"), "{}");

        // Node.js 18, as in Debian 12, takes the clients before the present ones.
        bool isRecent = int.TryParse(Run("node", folder, "--version").Output.TrimStart('v').Split('.')[0], out int major) && major >= 20;
        string[] clients = isRecent ? ["ioredis@6.0.0", "redis@6.3.1"] : ["ioredis@5.11.1", "redis@5.12.1"];
        (int code, string output) = Run("npm", folder, ["install", "--no-audit", "--no-fund", "--loglevel=error", .. clients]);
        return (folder, code == 0 ? null : output);
    }

    private static (int Code, string Output) Run(string program, DirectoryInfo folder, params string[] arguments)
    {
        ProcessStartInfo start = new(RedisProcess.Find(program, program), arguments)
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{program} had not ended after {Limit}.");
        }

        return (process.ExitCode, output.Result + errors.Result);
    }
}
