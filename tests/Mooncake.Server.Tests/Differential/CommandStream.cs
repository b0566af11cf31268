using System.Globalization;

namespace Mooncake.Server.Tests.Differential;

/// <summary>Commands drawn from a seed: mostly sensible ones over few keys, some with wrong arguments.</summary>
/// <remarks>Left out: empty keys and values, which a store cannot hold, and expiries so short that they pass between two servers.</remarks>
internal sealed class CommandStream(int seed)
{
    private readonly Random _random = new(seed);

    internal string[] Next() => _random.Next(100) switch
    {
        < 12 => ["SET", Key(), Value(), .. SetOptions()],
        < 20 => ["GET", Key()],
        < 23 => ["MGET", .. Keys()],
        < 25 => [Pick("MSET", "MSETNX"), .. Pairs()],
        < 27 => ["SETNX", Key(), Value()],
        < 29 => [Pick("SETEX", "PSETEX"), Key(), Time(), Value()],
        < 31 => ["GETSET", Key(), Value()],
        < 33 => ["GETDEL", Key()],
        < 35 => ["GETEX", Key(), .. GetExOptions()],
        < 38 => ["GETRANGE", Key(), Index(), Index()],
        < 40 => ["STRLEN", Key()],
        < 43 => ["APPEND", Key(), Value()],
        < 45 => ["SETRANGE", Key(), Pick("0", "1", "5", "40", "-1", "x"), Value()],
        < 48 => [Pick("INCR", "DECR"), Key()],
        < 51 => [Pick("INCRBY", "DECRBY"), Key(), Integer()],
        < 53 => ["INCRBYFLOAT", Key(), Pick("1", "0.1", "-2.5", "3.0e2", "abc", " 1", "inf", "nan", "")],
        < 56 => [Pick("EXISTS", "TOUCH"), .. Keys()],
        < 59 => [Pick("DEL", "UNLINK"), .. Keys()],
        < 61 => ["TYPE", Key()],
        < 65 => [Pick("TTL", "PTTL", "EXPIRETIME", "PEXPIRETIME"), Key()],
        < 67 => [Pick("EXPIRE", "PEXPIRE"), Key(), Time(), .. Pick<string[]>([], ["NX"], ["XX"], ["nothing"])],
        < 69 => [Pick("EXPIREAT", "PEXPIREAT"), Key(), Time(), .. ExpireOptions()],
        < 71 => ["PERSIST", Key()],
        < 73 => [Pick("RENAME", "RENAMENX"), Key(), Key()],
        < 75 => ["COPY", Key(), Key(), .. Pick<string[]>([], [], ["REPLACE"], ["DB", "0"], ["DB", "1"], ["DB", "x"], ["DB"], ["x"])],
        < 77 => ["KEYS", Pattern()],
        < 80 => ["SCAN", Pick("0", "0", "0", "x", "1x"), .. ScanOptions()],
        < 81 => ["DBSIZE"],
        < 82 => ["RANDOMKEY"],
        < 83 => ["OBJECT", Pick("ENCODING", "encoding", "nothing"), Key()],
        < 84 => ["MEMORY", "USAGE", Key(), .. Pick<string[]>([], ["SAMPLES", "5"], ["SAMPLES", "-1"], ["x", "1"])],
        < 86 => Odd(),
        < 88 => ["PING", .. Pick<string[]>([], ["hello"], ["a", "b"])],
        < 89 => ["ECHO", Value()],
        < 90 => ["SELECT", Pick("0", "1", "x", "99999999999")],
        < 92 => ["CLIENT",
            .. Pick<string[]>(
            ["SETNAME", "tester"], ["SETNAME", "a b"], ["GETNAME"], ["NO-EVICT", "on"], ["NO-EVICT", "x"], ["nothing"], ["ID", "x"],
            ["KILL", "1.2.3.4:5"], ["LIST", "TYPE", "x"])],
        < 93 => ["AUTH", .. Pick<string[]>(["password"], ["default", "password"], ["nobody", "password"], ["a", "b", "c"])],
        < 94 => ["HELLO", .. Pick<string[]>(["1"], ["4"], ["x"], ["3", "x"])],
        < 95 => ["CONFIG", .. Pick<string[]>(["GET", "databases"], ["GET", "nothing"], ["SET", "nothing", "1"], ["nothing"], ["GET"])],
        < 96 => ["PUBLISH", "nobody", Value()],
        < 97 => ["PUBSUB", .. Pick<string[]>(["CHANNELS"], ["NUMSUB", "a", "b"], ["NUMPAT"], ["nothing"])],
        < 98 => ["SLOWLOG", .. Pick<string[]>(["RESET"], ["GET", "-2"], ["GET", "x"], ["nothing"])],
        < 99 => [Pick("FLUSHALL", "FLUSHDB"), .. Pick<string[]>([], ["ASYNC"], ["SYNC"], ["x"], ["x", "y"])],
        _ => [Pick("NOTHING", "get get", "notacommand", "\r\n", "a\0b"), .. Keys()],
    };

    private string[] Odd()
    {
        // A command with an argument too many or too few.
        string[] command = Next();
        return _random.Next(2) == 0 ? command[..^1] is { Length: > 0 } shorter ? shorter : command
            : [.. command, Value().Replace('\0', 'n')];
    }

    private string Key() => "key:" + _random.Next(8).ToString(CultureInfo.InvariantCulture);

    private string[] Keys() => [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Key())];

    private string[] Pairs() => [.. Enumerable.Range(0, _random.Next(1, 4)).SelectMany(_ => (string[])[Key(), Value()])];

    private string Value() => _random.Next(8) switch
    {
        0 => Integer(),
        1 => _random.Next(1000).ToString(CultureInfo.InvariantCulture),
        2 => (_random.Next(10_000) / 100.0).ToString(CultureInfo.InvariantCulture),
        3 => new string('x', _random.Next(1, 100)),
        4 => Pick("-0", "+1", "01", " 1", "1 ", "9223372036854775808", "1.0", "1e3"),
        _ => new string([.. Enumerable.Range(0, _random.Next(1, 30)).Select(_ => (char)_random.Next(256))]),
    };

    private string Integer() => _random.Next(6) switch
    {
        0 => "9223372036854775807",
        1 => "-9223372036854775808",
        2 => "not a number",
        _ => _random.Next(-100, 100).ToString(CultureInfo.InvariantCulture),
    };

    private string Index() => Pick("0", "1", "-1", "3", "-3", "100", "-100", "x", "9223372036854775807");

    private string Time() => Pick("1000000", "2000000000", "9999999999999", "0", "-1", "x", "9223372036854775807", "-9223372036854775808");

    private string Pattern() => Pick("*", "key:*", "key:?", "*[13]", "key:[^1-3]", "nothing", "key:1", "*\\");

    private string[] SetOptions() => Pick<string[]>(
        [], [], [], ["NX"], ["XX"], ["GET"], ["KEEPTTL"], ["NX", "GET"], ["XX", "GET"], ["EX", Time()], ["PX", Time()], ["EXAT", Time()],
            ["PXAT", Time()],
        ["NX", "XX"], ["EX"], ["EX", "10000", "PX", "10000000"], ["KEEPTTL", "EX", "10000"], ["nothing"], ["xx", "ex", "10000", "get"]);

    private string[] GetExOptions() =>
        Pick<string[]>([], ["EX", Time()], ["PXAT", Time()], ["PERSIST"], ["PERSIST", "EX", "10000"], ["nothing"], ["EX"]);

    private string[] ExpireOptions() =>
        Pick<string[]>([], [], ["NX"], ["XX"], ["GT"], ["LT"], ["NX", "GT"], ["GT", "LT"], ["nothing"], ["xx", "gt"]);

    private string[] ScanOptions() => Pick<string[]>(
        ["COUNT", "1000"], ["MATCH", Pattern(), "COUNT", "1000"], ["COUNT", "1000", "TYPE", "string"], ["COUNT", "1000", "TYPE", "hash"],
            ["COUNT", "0"], ["COUNT", "x"], ["MATCH"], ["x", "y"]);

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
