using System.Text;
using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Engine;

/// <summary>Reads of many objects in one call.</summary>
public sealed class BatchReadTests
{
    private const int Objects = 300;
    private const int Room = 400;

    [Fact]
    public unsafe void Batch_OfMoreKeysThanOneLookUp_AnswersForEach()
    {
        using TestFolder folder = new();
        using TestStore store = new(folder);
        for (int i = 0; i < Objects; i++)
        {
            // Every third is missing, and the last ones are larger than their room.
            Assert.Equal(0, i % 3 == 0 ? 0 : store.Put(NameOf(i), ValueOf(i)));
        }

        byte[] names = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, Objects).Select(static i => NameOf(i) + "\0")));
        byte[] room = new byte[Objects * Room];
        long[] sizes = new long[Objects];
        int[] exist = new int[Objects];
        int nameLength = NameOf(0).Length;
        fixed (byte* keys = names, buffers = room)
        {
            nint firstKey = (nint)keys;
            nint firstBuffer = (nint)buffers;
            nint[] keyPointers = [.. Enumerable.Range(0, Objects).Select(i => firstKey + (i * (nameLength + 1)))];
            nint[] bufferPointers = [.. Enumerable.Range(0, Objects).Select(i => firstBuffer + (i * Room))];
            int[] lengths = [.. Enumerable.Repeat(nameLength, Objects)];
            nuint[] rooms = [.. Enumerable.Repeat((nuint)Room, Objects)];
            Assert.Equal(0, store.Backend.BatchGetInto(keyPointers, lengths, bufferPointers, rooms, sizes));
            Assert.Equal(0, store.Backend.BatchIsExist(keyPointers, lengths, exist));
        }

        for (int i = 0; i < Objects; i++)
        {
            byte[] value = ValueOf(i);
            Assert.Equal(i % 3 == 0 ? 0 : 1, exist[i]);
            Assert.Equal(i % 3 == 0 ? (int)StoreErrorCode.ObjectNotFound : value.Length > Room ? (int)StoreErrorCode.InvalidParams : value.Length, sizes[i]);
            Assert.True(sizes[i] < 0 || value.AsSpan().SequenceEqual(room.AsSpan(i * Room, value.Length)));
        }

        Assert.Equal((200, 100), (store.Statistics.Hits, store.Statistics.Misses));
        Assert.Equal((int)StoreErrorCode.ObjectHasLease, store.Remove(NameOf(1), force: false));
    }

    private static string NameOf(int i) => $"key/{i:d6}";

    private static byte[] ValueOf(int i) => [.. Enumerable.Repeat((byte)i, i < 290 ? 1 + i : 500)];
}
