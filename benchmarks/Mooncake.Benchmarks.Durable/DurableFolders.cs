using System.Globalization;
using Mooncake.Durable;

namespace Mooncake.Benchmarks.Durable;

/// <summary>Folders for the stores of one run, below one that is removed at the end.</summary>
/// <param name="root">The folder; created.</param>
internal sealed class DurableFolders(string root) : IDisposable
{
    private int _count;

    /// <summary>The folder of all.</summary>
    internal string Root { get; } = Directory.CreateDirectory(root).FullName;

    /// <summary>The options of a store in a new folder, without a memory tier.</summary>
    internal DurableOptions New(DurableSync sync) => new()
    {
        Folder = Path.Combine(Root, (++_count).ToString(CultureInfo.InvariantCulture)),
        Sync = sync,
        CacheBytes = 0,
    };

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Root, recursive: true);
}
