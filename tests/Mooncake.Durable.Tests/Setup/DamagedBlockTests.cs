using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Setup;

/// <summary>Damage in table files: an error for the objects that lie there, never wrong bytes.</summary>
public sealed class DamagedBlockTests
{
    private const int Objects = 300;

    [Theory]
    [InlineData(1000, 0, "*.sst")]
    [InlineData(5000, 16 << 20, "*.blob")]
    public void Block_WithFlippedBytes_FailsItsObjectsAndNoOthers(int size, long capacity, string files)
    {
        using TestFolder folder = new();
        DurableOptions options = new() { Folder = folder.Path, Sync = DurableSync.None, CapacityBytes = capacity };
        using (TestStore store = new(options))
        {
            for (int i = 0; i < Objects; i++)
            {
                Assert.Equal(0, store.Put($"k{i:d3}", ValueOf(i, size)));
            }
        }

        // Closing has flushed: the largest file is that of the bytes.
        string table = Directory.EnumerateFiles(folder.Path, files).MaxBy(static file => new FileInfo(file).Length)!;
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
            long answer = again.Get($"k{i:d3}", out byte[] found);
            if (answer < 0)
            {
                Assert.Equal((int)StoreErrorCode.ChecksumMismatch, answer);
                damaged++;
            }
            else
            {
                Assert.Equal(ValueOf(i, size), found);
            }
        }

        Assert.InRange(damaged, 1, 20);

        // What is known of the objects is whole, and others can be stored.
        Assert.Equal(Objects, again.List().Count);
        Assert.Equal(0, again.Put("more", [1]));
    }

    private static byte[] ValueOf(int i, int size)
    {
        byte[] value = new byte[size];
        new Random(i).NextBytes(value);
        return value;
    }
}
