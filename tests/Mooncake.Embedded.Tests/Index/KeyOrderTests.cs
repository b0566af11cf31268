using System.Text;
using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Tests.Index;

/// <summary>Keys in byte order, against a sorted set of the runtime.</summary>
public sealed class KeyOrderTests
{
    private static readonly Comparer<byte[]> ByBytes = Comparer<byte[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RandomChanges_LeaveTheOrderOfASortedSet(int seed)
    {
        Random random = new(seed);
        KeyOrder order = new();
        SortedSet<byte[]> model = new(ByBytes);
        for (int i = 0; i < 30_000; i++)
        {
            byte[] key = Encoding.UTF8.GetBytes(new string((char)('a' + random.Next(3)), random.Next(1, 60)) + random.Next(5000));
            if (random.Next(3) != 0)
            {
                order.Add(key);
                model.Add(key);
            }
            else if (model.GetViewBetween(key, [255]).Min is { } next)
            {
                KeyOrder.Cursor cursor = order.Seek(key, isInclusive: true);
                Assert.True(order.TryRead(ref cursor, out ReadOnlySpan<byte> found));
                Assert.True(found.SequenceEqual(next));
                order.RemoveAt(ref cursor);
                model.Remove(next);
            }
        }

        Assert.Equal(model.Count, order.Count);
        Assert.Equal(model, ReadAll(order));
    }

    [Fact]
    public void SeekLast_InclusiveOrNot_FindsTheKeyOrTheOneBefore()
    {
        KeyOrder order = new();
        Assert.Null(Last(order, Key(1), isInclusive: true));
        for (int i = 2; i < 2000; i += 2)
        {
            order.Add(Key(i));
        }

        for (int i = 4; i < 2000; i++)
        {
            Assert.Equal(Key(i % 2 == 0 ? i : i - 1), Last(order, Key(i), isInclusive: true));
            Assert.Equal(Key(i % 2 == 0 ? i - 2 : i - 1), Last(order, Key(i), isInclusive: false));
        }

        Assert.Null(Last(order, Key(2), isInclusive: false));
        Assert.Null(Last(order, Key(1), isInclusive: true));
        Assert.Equal(Key(1998), Last(order, [255], isInclusive: true));
    }

    [Fact]
    public void Seek_InclusiveOrNot_FindsTheKeyOrTheNext()
    {
        KeyOrder order = new();
        for (int i = 0; i < 2000; i += 2)
        {
            order.Add(Key(i));
        }

        for (int i = 0; i < 1998; i++)
        {
            Assert.Equal(Key(i % 2 == 0 ? i : i + 1), First(order, Key(i), isInclusive: true));
            Assert.Equal(Key(i % 2 == 0 ? i + 2 : i + 1), First(order, Key(i), isInclusive: false));
        }

        Assert.Null(First(order, Key(1998), isInclusive: false));
        Assert.Equal(Key(0), First(order, [], isInclusive: false));
    }

    [Fact]
    public void Order_WhoseKeysAreGone_IsSparse()
    {
        KeyOrder order = new();
        for (int i = 0; i < 30_000; i++)
        {
            order.Add(Key(i));
        }

        Assert.False(order.IsSparse);
        KeyOrder.Cursor cursor = order.Seek([], isInclusive: true);
        for (int i = 0; order.TryRead(ref cursor, out _); i++)
        {
            if (i % 100 == 0)
            {
                cursor = cursor.Next;
            }
            else
            {
                order.RemoveAt(ref cursor);
            }
        }

        Assert.Equal((300, true), (order.Count, order.IsSparse));
    }

    private static byte[] Key(int i) => Encoding.ASCII.GetBytes($"k{i:d6}");

    private static byte[]? Last(KeyOrder order, byte[] at, bool isInclusive) =>
        order.TrySeekLast(at, isInclusive, out KeyOrder.Cursor cursor) && order.TryRead(ref cursor, out ReadOnlySpan<byte> key)
            ? key.ToArray()
            : null;

    private static byte[]? First(KeyOrder order, byte[] from, bool isInclusive)
    {
        KeyOrder.Cursor cursor = order.Seek(from, isInclusive);
        return order.TryRead(ref cursor, out ReadOnlySpan<byte> key) ? key.ToArray() : null;
    }

    private static List<byte[]> ReadAll(KeyOrder order)
    {
        List<byte[]> keys = [];
        KeyOrder.Cursor cursor = order.Seek([], isInclusive: true);
        for (; order.TryRead(ref cursor, out ReadOnlySpan<byte> key); cursor = cursor.Next)
        {
            keys.Add(key.ToArray());
        }

        return keys;
    }
}
