using System.Text;
using Mooncake.Embedded.Index;
using Mooncake.Shared;

namespace Mooncake.Embedded.Tests.Index;

public sealed unsafe class ShardIndexTests
{
    private readonly EntryTable _entries = new();
    private readonly EntryStore _store;
    private ShardIndex _index;
    private readonly KeyHash _hash = new();

    public ShardIndexTests()
    {
        _index = new ShardIndex(_entries);
        _store = new EntryStore(_entries, owner: 0);
    }

    [Fact]
    public void Find_AfterGrowth_FindsEveryKey()
    {
        for (int i = 0; i < 10_000; i++)
        {
            Insert($"key-{i}");
        }

        Assert.Equal(10_000, _index.Count);
        for (int i = 0; i < 10_000; i++)
        {
            Assert.True(IsFound($"key-{i}"));
        }

        Assert.False(IsFound("key-10000"));
    }

    [Fact]
    public void Find_WhenManyKeysShareOneHash_TellsThemApart()
    {
        for (int i = 0; i < 50; i++)
        {
            Insert($"key-{i}", hash: 0xFEED);
        }

        Remove("key-20", hash: 0xFEED);

        Assert.True(IsFound("key-49", hash: 0xFEED));
        Assert.False(IsFound("key-20", hash: 0xFEED));
        Assert.False(IsFound("key-50", hash: 0xFEED));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void RandomChanges_AgreeWithADictionary(int seed)
    {
        Random random = new(seed);
        HashSet<string> model = [];
        for (int step = 0; step < 50_000; step++)
        {
            string key = $"k{random.Next(3000)}";
            switch (random.Next(3))
            {
                case 0 when model.Add(key):
                    Insert(key);
                    break;
                case 1 when model.Remove(key):
                    Remove(key);
                    break;
                default:
                    Assert.Equal(model.Contains(key), IsFound(key));
                    break;
            }
        }

        Assert.Equal(model.Count, _index.Count);
    }

    [Fact]
    public void SteadyChange_KeepsTheTableAtItsSizeAndAllocatesNothing()
    {
        // A moving window of 500 keys: tombstones come without end.
        string[] keys = [.. Enumerable.Range(0, 2000).Select(i => $"key-{i}")];
        Turn(keys, rounds: 30);
        int slots = _index.SlotCount;
        long before = GC.GetAllocatedBytesForCurrentThread();

        Turn(keys, rounds: 20);

        long after = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(before, after);
        Assert.Equal(slots, _index.SlotCount);
    }

    [Fact]
    public void Replace_KeepsTheKeyUnderItsNewEntry()
    {
        int first = Insert("key");
        int second = Create("key", HashOf("key"));
        fixed (byte* key = "key"u8)
        {
            _index.Replace(_index.FindSlot(HashOf("key"), key, 3), second);
            Assert.True(_index.Find(HashOf("key"), key, 3) == _entries.At(second));
        }

        Assert.NotEqual(first, second);
        Assert.Equal(1, _index.Count);
    }

    [Fact]
    public void MayHold_OfAKeyThatIsThere_IsTrue_AndOfHardlyAnyOther()
    {
        for (int i = 0; i < 10_000; i++)
        {
            Insert($"key-{i}");
        }

        Assert.All(Enumerable.Range(0, 10_000), i => Assert.True(_index.MayHold(HashOf($"key-{i}"))));
        Assert.InRange(Enumerable.Range(10_000, 10_000).Count(i => _index.MayHold(HashOf($"key-{i}"))), 0, 10);
    }

    [Fact]
    public void Table_WhenItsKeysAreRemoved_DoesNotShrink()
    {
        // A reader may have the mask of an older table: it must not lead past the end of a newer one.
        for (int i = 0; i < 5000; i++)
        {
            Insert($"key-{i}");
        }

        int slots = _index.SlotCount;
        for (int i = 0; i < 5000; i++)
        {
            Remove($"key-{i}");
        }

        for (int i = 0; i < 20_000; i++)
        {
            Insert($"other-{i}");
            Remove($"other-{i}");
        }

        Assert.Equal(slots, _index.SlotCount);
    }

    [Fact]
    public void Find_WhileTheTableGrows_NeverMissesAKeyThatIsThere()
    {
        Insert("stays");
        using ManualResetEventSlim isOver = new();
        int misses = 0;
        Thread reader = new(() =>
        {
            while (!isOver.IsSet)
            {
                misses += IsFound("stays") ? 0 : 1;
            }
        });
        reader.Start();
        for (int i = 0; i < 300_000; i++)
        {
            Insert($"key-{i}");
        }

        isOver.Set();
        reader.Join();

        Assert.Equal(0, misses);
    }

    [Fact]
    public void Hash_OfSimilarKeys_SpreadsOverTheShards()
    {
        int[] counts = new int[16];
        for (int i = 0; i < 16_000; i++)
        {
            counts[(int)(HashOf($"kv/llama-70b/003/{i:x16}") >> 32) & 15]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 800, 1200));
    }

    private void Turn(string[] keys, int rounds)
    {
        const int Window = 500;
        Span<byte> key = stackalloc byte[32];
        for (int i = 0; i < keys.Length * rounds; i++)
        {
            int length = Encoding.UTF8.GetBytes(keys[i % keys.Length], key);
            fixed (byte* start = key)
            {
                ulong hash = _hash.Compute(start, length);
                if (_index.FindSlot(hash, start, length) < 0)
                {
                    _index.TryMakeRoom();
                    _index.Insert(Create(key[..length], hash));
                }
            }

            length = Encoding.UTF8.GetBytes(keys[(i + keys.Length - Window) % keys.Length], key);
            fixed (byte* start = key)
            {
                int slot = _index.FindSlot(_hash.Compute(start, length), start, length);
                if (slot >= 0)
                {
                    Clear(slot);
                }
            }
        }
    }

    private int Insert(string key, ulong? hash = null)
    {
        int id = Create(key, hash ?? HashOf(key));
        Assert.True(_index.TryMakeRoom());
        _index.Insert(id);
        return id;
    }

    private int Create(string key, ulong hash) => Create(Encoding.UTF8.GetBytes(key), hash);

    private int Create(ReadOnlySpan<byte> key, ulong hash)
    {
        int id = _store.Take();
        Entry* entry = _entries.At(id);
        entry->Hash = hash;
        entry->KeyLength = key.Length;
        key.CopyTo(new Span<byte>(entry->InlineKey, Entry.InlineKeyBytes));
        entry->State |= Entry.Alive;
        return id;
    }

    private void Remove(string key, ulong? hash = null)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(key);
        fixed (byte* start = bytes)
        {
            Clear(_index.FindSlot(hash ?? HashOf(key), start, bytes.Length));
        }
    }

    private void Clear(int slot)
    {
        int id = _index.IdAt(slot);
        _entries.At(id)->State &= ~Entry.Alive;
        _index.Clear(slot);
        _store.Return(id);
    }

    private bool IsFound(string key, ulong? hash = null)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(key);
        fixed (byte* start = bytes)
        {
            return _index.Find(hash ?? HashOf(key), start, bytes.Length) != null;
        }
    }

    private ulong HashOf(string key)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(key);
        fixed (byte* start = bytes)
        {
            return _hash.Compute(start, bytes.Length);
        }
    }
}
