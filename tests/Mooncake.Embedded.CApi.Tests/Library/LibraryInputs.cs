using System.Security.Cryptography;
using System.Text;

namespace Mooncake.Embedded.CApi.Tests.Library;

/// <summary>What the library is made of: as long as none of it changes, it need not be published again.</summary>
internal static class LibraryInputs
{
    private static readonly string[] Folders = ["src/Mooncake.Native", "src/Mooncake.Embedded", "src/Mooncake.Embedded.CApi"];

    private static readonly string[] Files =
    [
        "Directory.Build.props", "Directory.Packages.props", "global.json", "src/Directory.Build.props", "src/Directory.Build.targets",
        "src/Mooncake.Sdk/Options/DurationText.cs",
    ];

    /// <summary>A name for the present state of all of it, and of the SDK that publishes it.</summary>
    internal static string Fingerprint()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Environment.Version.ToString()));
        foreach (string file in All())
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"\n{file}\n"));
            hash.AppendData(File.ReadAllBytes(Repository.PathOf(file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static IEnumerable<string> All() => Folders
        .SelectMany(static folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories))
        .Select(static path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
        .Where(static path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
        .Concat(Files.Where(static file => File.Exists(Repository.PathOf(file))))
        .Order(StringComparer.Ordinal);
}
