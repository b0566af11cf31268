using System.Buffers.Binary;

namespace Mooncake.Durable.CrashProbe;

/// <summary>
/// The bytes that the probe stores: all of them follow from the key's number and the object's version, so that torn or mixed ones show.
/// </summary>
internal static class CrashValue
{
    private const int Smallest = 2 * sizeof(int);

    /// <summary>No value is larger.</summary>
    internal const int Largest = 6000;

    /// <summary>Makes the bytes.</summary>
    internal static byte[] Of(int key, int version)
    {
        Random random = new(HashOf(key, version));
        byte[] bytes = new byte[random.Next(Smallest, Largest)];
        random.NextBytes(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, key);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(sizeof(int)), version);
        return bytes;
    }

    /// <summary>The version that bytes name; whether they are whole is another question.</summary>
    internal static int VersionOf(ReadOnlySpan<byte> bytes) =>
        bytes.Length < Smallest ? 0 : BinaryPrimitives.ReadInt32LittleEndian(bytes[sizeof(int)..]);

    private static int HashOf(int key, int version) => unchecked((key * 7919) ^ (version * 104729));
}
