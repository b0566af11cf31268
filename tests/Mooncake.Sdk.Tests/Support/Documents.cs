using System.Reflection;
using System.Runtime.CompilerServices;

namespace Mooncake.Support;

/// <summary>
/// Holds documents against the code. They are embedded when the tests are built; with <c>MOONCAKE_UPDATE_DOCUMENTS=1</c> they are written
/// anew instead, in the source tree.
/// </summary>
internal static class Documents
{
    /// <summary>A document as it was when the tests were built.</summary>
    /// <param name="name">The embedded resource's name.</param>
    internal static string Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>Fails unless the document says what the code does.</summary>
    /// <param name="path">The document in the repository.</param>
    /// <param name="name">The embedded resource's name.</param>
    /// <param name="expected">What it has to say.</param>
    /// <param name="caller">The test, which lies in a folder of its project.</param>
    internal static void VerifyOrUpdate(string path, string name, string expected, [CallerFilePath] string caller = "")
    {
        if (Environment.GetEnvironmentVariable("MOONCAKE_UPDATE_DOCUMENTS") == "1")
        {
            string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(caller)!, "../../.."));
            File.WriteAllText(Path.Combine(root, path), expected);
            return;
        }

        Assert.Equal(expected, Read(name));
    }
}
