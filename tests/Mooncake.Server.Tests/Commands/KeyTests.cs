using System.Globalization;
using System.Text;
using Mooncake.Server.Sessions;
using Mooncake.Server.Tests.Support;

namespace Mooncake.Server.Tests.Commands;

public sealed class KeyTests : SessionTest
{
    [Fact]
    public void Object_AfterItsExpiry_IsMissing()
    {
        Command("SET", "k", "v", "PX", "1500");
        Assert.Equal(":2\r\n", Command("TTL", "k"));
        Assert.Equal(":1500\r\n", Command("PTTL", "k"));
        Clock.Advance(TimeSpan.FromMilliseconds(1500));
        Assert.Equal("$-1\r\n", Command("GET", "k"));
        Assert.Equal(":-2\r\n", Command("TTL", "k"));
    }

    [Fact]
    public void Expire_OfATimeThatHasPassed_RemovesTheObject()
    {
        Command("SET", "k", "v");
        Assert.Equal(":1\r\n", Command("EXPIRE", "k", "-1"));
        Assert.Equal(":0\r\n", Command("EXISTS", "k"));
    }

    [Theory]
    [InlineData("NX", ":0\r\n")]
    [InlineData("XX", ":1\r\n")]
    [InlineData("GT", ":1\r\n")]
    [InlineData("LT", ":0\r\n")]
    public void Expire_ToALaterTime_FollowsItsOption(string option, string reply)
    {
        Command("SET", "k", "v", "EX", "100");
        Assert.Equal(reply, Command("EXPIRE", "k", "200", option));
    }

    [Fact]
    public void Rename_KeepsBytesAndExpiry()
    {
        Command("SET", "a", "v", "EX", "100");
        Assert.Equal("+OK\r\n", Command("RENAME", "a", "b"));
        Assert.Equal("$-1\r\n", Command("GET", "a"));
        Assert.Equal("$1\r\nv\r\n", Command("GET", "b"));
        Assert.Equal(":100\r\n", Command("TTL", "b"));
    }

    [Fact]
    public void Copy_OfAnObject_LeavesTheFirst()
    {
        Command("SET", "a", "v");
        Assert.Equal(":1\r\n", Command("COPY", "a", "b"));
        Assert.Equal(":0\r\n", Command("COPY", "a", "b"));
        Assert.Equal(":1\r\n", Command("COPY", "a", "b", "REPLACE"));
        Assert.Equal("*2\r\n$1\r\nv\r\n$1\r\nv\r\n", Command("MGET", "a", "b"));
    }

    [Theory]
    [InlineData("10")]
    [InlineData("1")]
    [InlineData("1000")]
    public void Scan_PageByPage_ListsEachKeyOnce(string count)
    {
        string[] keys = [.. Enumerable.Range(0, 95).Select(static i => string.Create(CultureInfo.InvariantCulture, $"key:{i:D4}"))];
        Array.ForEach(keys, key => Command("SET", key, "v"));
        Assert.Equal(keys, ScanAll("COUNT", count).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Scan_FromAnotherConnection_GoesOn()
    {
        Command("MSET", "a", "1", "b", "1", "c", "1");
        string cursor = CursorOf(Command("SCAN", "0", "COUNT", "2"));
        Assert.Equal("*2\r\n$1\r\n0\r\n*1\r\n$1\r\nc\r\n", Connect().Command("SCAN", cursor, "COUNT", "2"));
    }

    [Fact]
    public void Scan_WithMatchAndType_Filters()
    {
        Command("MSET", "user:1", "1", "user:2", "1", "other", "1");
        Assert.Equal(["user:1", "user:2"], ScanAll("MATCH", "user:*"));
        Assert.Empty(ScanAll("TYPE", "hash"));
    }

    [Fact]
    public void Scan_WithACursorNobodyGave_IsAnError() =>
        Assert.Equal("-ERR the scan's position is no longer known; start again with cursor 0\r\n", Command("SCAN", "17"));

    [Fact]
    public void Cursors_OfManyScans_TakeBoundedMemory()
    {
        ScanCursors cursors = new();
        for (int i = 0; i < 100_000; i++)
        {
            cursors.CursorOf(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"a key of some length {i}")));
        }

        Assert.InRange(cursors.Bytes, 1, ScanCursors.MaxBytes);
    }

    [Fact]
    public void Keys_WithAPattern_ListsThoseThatMatch()
    {
        Command("MSET", "a1", "1", "a2", "1", "b", "1");
        Assert.Equal("*2\r\n$2\r\na1\r\n$2\r\na2\r\n", Command("KEYS", "a?"));
    }

    [Fact]
    public void RandomKey_OfOneKey_IsThatKey()
    {
        Assert.Equal("$-1\r\n", Command("RANDOMKEY"));
        Command("SET", "k", "v");
        Assert.Equal("$1\r\nk\r\n", Command("RANDOMKEY"));
    }

    [Fact]
    public void FlushAll_RemovesAllObjects()
    {
        Command("MSET", "a", "1", "b", "1");
        Command("GET", "a");
        Assert.Equal("+OK\r\n", Command("FLUSHALL"));
        Assert.Equal(":0\r\n", Command("DBSIZE"));
    }

    private static string CursorOf(string reply) => reply.Split("\r\n")[2];

    private List<string> ScanAll(params string[] options)
    {
        List<string> keys = [];
        string cursor = "0";
        do
        {
            string reply = Command(["SCAN", cursor, .. options]);
            cursor = CursorOf(reply);
            keys.AddRange(reply.Split("\r\n").Skip(5).Where(static (_, i) => i % 2 == 0).Where(static key => key.Length > 0));
        }
        while (cursor != "0");
        return keys;
    }
}
