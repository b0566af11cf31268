namespace Mooncake.Sdk.Tests.Integrity;

/// <summary>CRC-32C straight from its definition, a bit a step: what the fast paths are held against.</summary>
internal static class BitwiseCrc32C
{
    /// <summary>Goes on with a CRC.</summary>
    internal static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        uint state = ~crc;
        foreach (byte one in data)
        {
            state = Step(state, one);
        }

        return ~state;
    }

    /// <summary>The CRCs of the first 0, 1, 2, ... bytes.</summary>
    internal static uint[] OfEveryPrefix(uint crc, ReadOnlySpan<byte> data)
    {
        uint[] crcs = new uint[data.Length + 1];
        uint state = ~crc;
        crcs[0] = crc;
        for (int index = 0; index < data.Length; index++)
        {
            state = Step(state, data[index]);
            crcs[index + 1] = ~state;
        }

        return crcs;
    }

    private static uint Step(uint state, byte one)
    {
        state ^= one;
        for (int bit = 0; bit < 8; bit++)
        {
            state = (state >> 1) ^ ((state & 1) * 0x82F63B78);
        }

        return state;
    }
}
