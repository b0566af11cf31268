using Mooncake.Durable.Tests.Crashes;
using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Setup;

/// <summary>
/// The recovery mode: an incomplete last record is dropped, and damage before it is an error. Every place costs an opening: all of them are
/// tried where MOONCAKE_CRASHES is 100 or more, else some.
/// </summary>
public sealed class DamagedLogTests
{
    private const int Objects = 4;
    private const int FewPlaces = 9;

    private static readonly int Step = CrashTests.Crashes >= 100 ? 1 : FewPlaces;

    [Fact]
    public void Log_CutAtAnyByteOfItsLastRecord_LosesThatRecordOnly()
    {
        using TestFolder folder = new();
        (long start, long end) = Fill(folder);
        Assert.InRange(end - start, 50, 2000);
        for (long length = end; length >= start; length -= length > start + 7 && length < end ? Step : 1)
        {
            using TestFolder copy = folder.Copy();
            using (FileStream log = File.OpenWrite(copy.NewestLog))
            {
                log.SetLength(length);
            }

            using TestStore store = new(copy);
            Assert.True(store.SetupAnswer == 0, $"Cut at {length} of {start} to {end}: {store.Backend.SetupFailure}");
            Assert.Equal(Expected(length < end ? Objects - 1 : Objects), Contents(store));
        }
    }

    [Fact]
    public void Log_WithAFlippedByte_IsRefusedOrWhole()
    {
        using TestFolder folder = new();
        (_, long end) = Fill(folder);
        for (long place = 0; place < end; place += Step)
        {
            using TestFolder copy = folder.Copy();
            Flip(copy.NewestLog, place);
            using TestStore store = new(copy);
            if (store.SetupAnswer == 0)
            {
                List<string> found = Contents(store);
                Assert.True(Expected(Objects).SequenceEqual(found), $"Byte {place} of {end} was flipped, and {found.Count} of {Objects} objects were left: {string.Join(", ", found)}.");
            }
            else
            {
                Assert.Equal((int)StoreErrorCode.ChecksumMismatch, store.SetupAnswer);
                Assert.Contains("recovery=to-damage", store.Backend.SetupFailure!.Remedy, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void DamagedLog_OpenedToTheDamage_KeepsWhatLiesBefore()
    {
        using TestFolder folder = new();
        (long start, _) = Fill(folder);
        Flip(folder.NewestLog, start - 20);
        using (TestStore refused = new(folder))
        {
            Assert.Equal((int)StoreErrorCode.ChecksumMismatch, refused.SetupAnswer);
        }

        using TestStore store = new(new DurableOptions { Folder = folder.Path, Recovery = DurableRecovery.ToDamage });
        Assert.Equal(0, store.SetupAnswer);
        Assert.Equal(Expected(Objects - 2), Contents(store));
        Assert.Equal(Objects - 2, store.Statistics.Objects);
    }

    /// <summary>Stores objects, and answers where the log's last record starts and ends.</summary>
    private static (long Start, long End) Fill(TestFolder folder)
    {
        using TestStore store = new(new DurableOptions { Folder = folder.Path });
        long start = 0;
        for (int i = 0; i < Objects; i++)
        {
            start = new FileInfo(folder.NewestLog).Length;
            Assert.Equal(0, store.Put($"k{i}", ValueOf(i)));
        }

        return (start, new FileInfo(folder.NewestLog).Length);
    }

    private static byte[] ValueOf(int i) => [.. Enumerable.Range(0, 10).Select(n => (byte)((i * 16) + n))];

    private static IEnumerable<string> Expected(int count) =>
        Enumerable.Range(0, count).Select(static i => $"k{i}={Convert.ToHexString(ValueOf(i))}");

    private static List<string> Contents(TestStore store) =>
        [.. store.List().Select(key => $"{key}={Convert.ToHexString(store.Get(key)!)}")];

    private static void Flip(string file, long place)
    {
        using FileStream log = File.Open(file, FileMode.Open, FileAccess.ReadWrite);
        log.Position = place;
        int value = log.ReadByte();
        log.Position = place;
        log.WriteByte((byte)(value ^ 0x10));
    }
}
