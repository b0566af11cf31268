using System.Runtime.CompilerServices;

namespace Mooncake.Sdk.Generators.Tests.Harness;

/// <summary>
/// Compares emitted code with <c>Class.Method.verified.cs</c> beside the test, in Verify's naming. Where they differ, what was
/// emitted is written to <c>Class.Method.received.cs</c> beside the copy in the output folder: look at it, then move it over.
/// </summary>
internal static class Snapshot
{
    /// <summary>Fails unless the text is the snapshot's.</summary>
    /// <param name="emitted">The emitted code.</param>
    /// <param name="test">The test.</param>
    /// <param name="folder">The snapshot's folder in the project.</param>
    /// <param name="method">The test's method.</param>
    internal static void Verify(string emitted, object test, string folder, [CallerMemberName] string method = "")
    {
        string stem = Path.Combine(AppContext.BaseDirectory, folder, $"{test.GetType().Name}.{method}");
        string verified = File.Exists(stem + ".verified.cs") ? File.ReadAllText(stem + ".verified.cs") : "";
        if (verified != emitted)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(stem)!);
            File.WriteAllText(stem + ".received.cs", emitted);
            Assert.Fail($"{stem}.received.cs differs from the snapshot:\n{emitted}");
        }
    }
}
