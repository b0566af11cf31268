[assembly: AssemblyFixture(typeof(Mooncake.Support.ProbeFolders))]

namespace Mooncake.Support;

/// <summary>The folders of a run's stores, below one that is deleted at its end.</summary>
public sealed class ProbeFolders : IDisposable
{
    private static readonly string Root = Path.Combine(Path.GetTempPath(), $"mooncake-durable-probe-{Guid.NewGuid():n}");

    /// <summary>The folder of a store.</summary>
    /// <param name="name">Its name.</param>
    internal static string PathOf(string name) => Path.Combine(Root, name);

    public void Dispose()
    {
        if (Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }
    }
}
