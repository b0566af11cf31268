using System.Security.Cryptography;
using System.Text;

namespace Mooncake.Cli.Dashboard;

/// <summary>The page: one document with its style and its script, put together from the files in the folder <c>Page</c>.</summary>
internal static class DashboardPage
{
    private static readonly string Style = Read("dashboard.css");

    // In the order in which they use each other.
    private static readonly string Script = string.Concat(new[] { "format.js", "chart.js", "live.js", "keys.js", "page.js" }.Select(Read));

    /// <summary>The document in UTF-8.</summary>
    internal static ReadOnlyMemory<byte> Bytes { get; } = Encoding.UTF8.GetBytes(Read("index.html")
        .Replace("/* dashboard.css */", Style, StringComparison.Ordinal)
        .Replace("/* dashboard.js */", Script, StringComparison.Ordinal));

    /// <summary>The content security policy: the page's own style and script, and requests to its own server. Nothing else.</summary>
    internal static string Policy { get; } =
        $"default-src 'none'; script-src 'sha256-{Hash(Script)}'; style-src 'sha256-{Hash(Style)}'; connect-src 'self'; img-src data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read(string name)
    {
        using Stream file = typeof(DashboardPage).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource '{name}' is missing from the program.");
        using StreamReader reader = new(file);

        // The hashes are of what browsers see, and they see line feeds alone.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
