using System.Buffers.Binary;

namespace Mooncake.Sdk.Serialization.Tests.Support;

/// <summary>Damages encodings, by a seeded plan.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly int[] Extremes = [int.MinValue, int.MinValue + 3, -2, -1, 0, 1, 0x40000000, int.MaxValue - 4, int.MaxValue];
    private static readonly byte[] Marks = [0x00, 0x01, 0x7f, 0x80, 0x82, 0xf9, 0xfa, 0xfe, 0xff];

    private readonly Random _random = new(seed);

    /// <summary>A damaged copy of an encoding.</summary>
    /// <param name="source">The encoding.</param>
    /// <param name="other">Another one, of which a piece may be put in.</param>
    internal byte[] Mutate(byte[] source, byte[] other)
    {
        byte[] bytes = [.. source];
        for (int changes = _random.Next(1, 4); changes > 0 && bytes.Length > 0; changes--)
        {
            bytes = MutateOnce(bytes, other);
        }

        return bytes;
    }

    private byte[] MutateOnce(byte[] bytes, byte[] other)
    {
        int at = _random.Next(bytes.Length);
        switch (_random.Next(7))
        {
            case 0:
                bytes[at] = (byte)_random.Next(256);
                return bytes;
            case 1:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                return bytes;
            case 2:
                bytes[at] = Marks[_random.Next(Marks.Length)];
                return bytes;
            case 3 when bytes.Length >= sizeof(int):
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(_random.Next(bytes.Length - 3)), Extremes[_random.Next(Extremes.Length)]);
                return bytes;
            case 4:
                return bytes[..at];
            case 5 when other.Length > 0:
                return [.. bytes[..at], .. other[_random.Next(other.Length)..]];
            default:
                return [.. bytes[..at], .. bytes[_random.Next(bytes.Length)..]];
        }
    }
}
