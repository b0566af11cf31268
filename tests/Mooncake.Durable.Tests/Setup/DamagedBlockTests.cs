using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Setup;

/// <summary>Damage in table files: an error for the objects that lie there, never wrong bytes.</summary>
public sealed class DamagedBlockTests
{
    private const int Objects = 300;

    [Fact]
    public unsafe void Block_WithFlippedBytes_FailsItsObjectsAndNoOthers()
    {
        using TestFolder folder = new();
        DurableOptions options = new() { Folder = folder.Path, Sync = DurableSync.None };
        using (TestStore store = new(options))
        {
            for (int i = 0; i < Objects; i++)
            {
                Assert.Equal(0, store.Put($"k{i:d3}", ValueOf(i)));
            }
        }

        // Closing has flushed: the largest table file is that of the bytes.
        string table = Directory.EnumerateFiles(folder.Path, "*.sst").MaxBy(static file => new FileInfo(file).Length)!;
        byte[] bytes = File.ReadAllBytes(table);
        for (int i = 0; i < 20; i++)
        {
            bytes[(bytes.Length / 2) + i] ^= 0x55;
        }

        File.WriteAllBytes(table, bytes);
        using TestStore again = new(options);
        int damaged = 0;
        for (int i = 0; i < Objects; i++)
        {
            long size = again.Get($"k{i:d3}", out byte[] found);
            if (size < 0)
            {
                Assert.Equal((int)StoreErrorCode.ChecksumMismatch, size);
                damaged++;
            }
            else
            {
                Assert.Equal(ValueOf(i), found);
            }
        }

        Assert.InRange(damaged, 1, 20);

        // What is known of the objects is whole, and others can be stored.
        Assert.Equal(Objects, again.List().Count);
        Assert.Equal(0, again.Put("more", [1]));
    }

    private static byte[] ValueOf(int i)
    {
        byte[] value = new byte[1000];
        new Random(i).NextBytes(value);
        return value;
    }
}
