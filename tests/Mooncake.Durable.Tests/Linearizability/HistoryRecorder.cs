using System.Buffers.Binary;
using System.Diagnostics;
using Mooncake.Backends;
using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Linearizability;

/// <summary>One thread's random calls about a few keys. The seed decides the calls; the scheduler decides how they meet.</summary>
/// <param name="seed">The thread's seed.</param>
/// <param name="keys">The keys.</param>
/// <param name="expires">True to let some objects expire after milliseconds.</param>
internal sealed class HistoryRecorder(int seed, string[] keys, bool expires)
{
    private const int LargestValue = 1500;

    private readonly Random _random = new(seed);
    private readonly ulong[] _versions = new ulong[keys.Length];
    private int _values;

    /// <summary>The calls about each key, in order.</summary>
    internal List<RecordedCall>[] Calls { get; } = [.. keys.Select(static _ => new List<RecordedCall>())];

    /// <summary>Makes a number of calls.</summary>
    internal void Run(TestStore store, int count)
    {
        CallKind[] kinds = Enum.GetValues<CallKind>();
        for (int i = 0; i < count; i++)
        {
            int key = _random.Next(keys.Length);

            // Half of the calls are gets: they fill the memory tier, and show what is in it.
            CallKind kind = _random.Next(2) == 0 ? CallKind.Get : kinds[_random.Next(kinds.Length)];
            if (kind != CallKind.SetExpiry || expires)
            {
                Record(store, kind, key);
            }
        }
    }

    private void Record(TestStore store, CallKind kind, int key)
    {
        string name = keys[key];
        bool writes = kind is CallKind.PutIfAbsent or CallKind.Replace or CallKind.ReplaceIfUnchanged;
        int value = writes ? (seed * 1_000_000) + ++_values : 0;
        byte[] bytes = writes ? BytesOf(value) : [];
        long soon = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + _random.Next(1, 4);
        long expiresAt = expires && _random.Next(3) == 0 ? soon : ObjectExpiry.Never;
        ulong expected = kind == CallKind.ReplaceIfUnchanged ? Math.Max(1, _versions[key]) : 0;
        byte[] seen = [];
        ulong version = 0;
        long started = Stopwatch.GetTimestamp();
        long answer = kind switch
        {
            CallKind.PutIfAbsent => store.PutIf(name, bytes, new PutTerms(PutCondition.Absent, ExpiresAt: expiresAt), out version),
            CallKind.Replace => store.PutIf(name, bytes, new PutTerms(PutCondition.Always, ExpiresAt: expiresAt), out version),
            CallKind.ReplaceIfUnchanged => store.PutIf(name, bytes, new PutTerms(PutCondition.Unchanged, expected, expiresAt), out version),
            CallKind.Get => store.Get(name, LargestValue, out seen),
            CallKind.GetVersioned => store.GetVersioned(name, LargestValue, out seen, out version),
            CallKind.Exists => store.IsExist(name) is 0 ? (int)StoreErrorCode.ObjectNotFound : 1,
            CallKind.Remove => store.Remove(name),
            CallKind.Take => store.Take(name, LargestValue, out seen, out version),
            _ => store.SetExpiry(name, soon),
        };
        long ended = Stopwatch.GetTimestamp();
        _versions[key] = version != 0 ? version : _versions[key];
        Calls[key].Add(new RecordedCall(kind, started, ended, value, expected, answer, ValueOf(seen), version));
    }

    private static byte[] BytesOf(int value)
    {
        byte[] bytes = new byte[sizeof(int) + (int)((uint)value * 2654435761 % (LargestValue - sizeof(int)))];
        bytes.AsSpan().Fill((byte)value);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static int ValueOf(byte[] bytes)
    {
        int value = bytes.Length == 0 ? 0 : BinaryPrimitives.ReadInt32LittleEndian(bytes);
        Assert.True(value == 0 || bytes.AsSpan().SequenceEqual(BytesOf(value)), $"The bytes of value {value} are not whole.");
        return value;
    }
}
