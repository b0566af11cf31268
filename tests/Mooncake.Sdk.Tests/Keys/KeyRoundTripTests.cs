using System.Text;
using Mooncake.Keys;

namespace Mooncake.Sdk.Tests.Keys;

/// <summary>Two keys never have the same text, and a text that parses is the one that its parts are written as.</summary>
public class KeyRoundTripTests
{
    private const int Rounds = 20_000;

    [Fact]
    public void Keys_OfNastyParts_ComeBackAndNeverCollide()
    {
        Random random = new(20260731);
        Dictionary<string, SampleKey> seen = [];
        for (int i = 0; i < Rounds; i++)
        {
            SampleKey key = new(NastyText.Next(random), random.Next(-20, 20), NastyText.Next(random));
            string text = key.ToString();
            Assert.True(KeyText.TryParse(text, out SampleKey parsed), text);
            Assert.Equal(key, parsed);
            Assert.False(seen.TryGetValue(text, out SampleKey other) && other != key, text);
            seen[text] = key;
            Assert.DoesNotContain(text, static c => char.IsControl(c) || c == ',');
        }
    }

    [Fact]
    public void Text_OfNastyPieces_ParsesOnlyIfItIsCanonical()
    {
        Random random = new(7);
        int parsed = 0;
        for (int i = 0; i < Rounds; i++)
        {
            string text = $"a/{NastyText.Next(random)}-{random.Next(-20, 20)}:{NastyText.Next(random)}";
            if (KeyText.TryParse(text, out SampleKey key))
            {
                Assert.Equal(text, key.ToString());
                parsed++;
            }
        }

        Assert.InRange(parsed, 1, Rounds - 1);
    }

    [Fact]
    public void Text_AnyByteChanged_IsAnotherKeyOrNone()
    {
        Random random = new(11);
        for (int i = 0; i < Rounds; i++)
        {
            SampleKey key = new(NastyText.Next(random), random.Next(-20, 20), NastyText.Next(random));
            byte[] text = Encoding.UTF8.GetBytes(key.ToString());
            text[random.Next(text.Length)] ^= (byte)random.Next(1, 256);
            if (SampleKey.TryParse(text, out SampleKey other))
            {
                Assert.NotEqual(key, other);
                Assert.Equal(text, Encoding.UTF8.GetBytes(other.ToString()));
            }
        }
    }

    [Fact]
    public void Text_AnyBytes_NeverThrows()
    {
        Random random = new(13);
        byte[] noise = new byte[64];
        for (int i = 0; i < Rounds; i++)
        {
            random.NextBytes(noise);
            "a/"u8.CopyTo(noise);
            ReadOnlySpan<byte> text = noise.AsSpan(0, random.Next(noise.Length));
            bool isKey = SampleKey.TryParse(text, out SampleKey key);
            Assert.True(!isKey || key.ToString().Length > 0);
        }
    }

    [Fact]
    public void Prefix_MatchesExactlyTheKeysWithTheseParts()
    {
        Random random = new(17);
        for (int i = 0; i < Rounds; i++)
        {
            SampleKey one = new(NastyText.Next(random), random.Next(-20, 20), NastyText.Next(random));
            SampleKey two = one with { X = random.Next(2) == 0 ? one.X : NastyText.Next(random), N = random.Next(2) == 0 ? one.N : random.Next(-20, 20) };
            Assert.Equal(StoreErrorCode.Ok, KeyText.FormatPrefix(in one, 2, out string prefix));
            Assert.Equal(one.X == two.X && one.N == two.N, two.ToString().StartsWith(prefix, StringComparison.Ordinal));
        }
    }
}
