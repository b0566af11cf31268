using Mooncake.Backends;

namespace Mooncake.Abstractions.Tests.Backends;

public sealed unsafe class TerminatedKeyTests
{
    /// <summary>Beyond the longest key that is looked at in place, and not only by one vector.</summary>
    private const int LongestLength = 170;

    [Fact]
    public void EndsAt_NulOnlyBehindTheKey_IsTrueForEveryLength()
    {
        for (int length = 0; length <= LongestLength; length++)
        {
            byte[] key = KeyOf(length);
            Assert.True(EndsAt(key, length), $"length {length}");
        }
    }

    [Fact]
    public void EndsAt_NulInsideTheKey_IsFalseWhereverItStands()
    {
        for (int length = 1; length <= LongestLength; length++)
        {
            for (int place = 0; place < length; place++)
            {
                byte[] key = KeyOf(length);
                key[place] = 0;
                Assert.False(EndsAt(key, length), $"length {length}, NUL at {place}");
            }
        }
    }

    [Fact]
    public void EndsAt_NoNulBehindTheKey_IsFalse()
    {
        for (int length = 0; length <= LongestLength; length++)
        {
            byte[] key = KeyOf(length);
            key[length] = 1;
            Assert.False(EndsAt(key, length), $"length {length}");
        }
    }

    /// <summary>Every byte but the NUL behind it: none that differs from 0 in one bit only may pass for one.</summary>
    private static byte[] KeyOf(int length)
    {
        byte[] key = new byte[length + 1];
        for (int i = 0; i < length; i++)
        {
            key[i] = (byte)((i % byte.MaxValue) + 1);
        }

        return key;
    }

    private static bool EndsAt(byte[] key, int length)
    {
        fixed (byte* start = key)
        {
            return TerminatedKey.EndsAt(start, length);
        }
    }
}
