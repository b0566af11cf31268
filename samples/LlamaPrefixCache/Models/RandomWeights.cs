namespace LlamaDemo.Models;

/// <summary>Uniform random numbers, four from one step of SplitMix64: fast enough for millions of weights.</summary>
internal sealed class RandomWeights(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next numbers.</summary>
    /// <param name="count">How many; a multiple of 4.</param>
    /// <param name="limit">They lie between its negative and itself.</param>
    public Half[] Next(int count, float limit)
    {
        Half[] weights = new Half[count];
        for (int i = 0; i < count; i += 4)
        {
            ulong bits = NextBits();
            for (int j = 0; j < 4; j++)
            {
                weights[i + j] = (Half)((short)(bits >> (16 * j)) * (limit / 32768f));
            }
        }

        return weights;
    }

    private ulong NextBits()
    {
        ulong bits = _state += 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
