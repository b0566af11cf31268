namespace Mooncake.Durable.Tests.Support;

/// <summary>A folder of its own in the temporary one, deleted at the end.</summary>
internal sealed class TestFolder : IDisposable
{
    internal string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"mooncake-durable-{Guid.NewGuid():n}");

    /// <summary>The bytes of all files.</summary>
    internal long FileBytes => Directory.EnumerateFiles(Path).Sum(LengthOf);

    /// <summary>The newest log of RocksDB.</summary>
    internal string NewestLog => Directory.EnumerateFiles(Path, "*.log").Order(StringComparer.Ordinal).Last();

    internal TestFolder Copy()
    {
        TestFolder copy = new();
        Directory.CreateDirectory(copy.Path);
        foreach (string file in Directory.EnumerateFiles(Path))
        {
            File.Copy(file, System.IO.Path.Combine(copy.Path, System.IO.Path.GetFileName(file)));
        }

        return copy;
    }

    // A compaction may remove a file after it was listed.
    private static long LengthOf(string file)
    {
        try
        {
            return new FileInfo(file).Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
