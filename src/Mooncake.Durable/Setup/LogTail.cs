using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using Mooncake.Integrity;

namespace Mooncake.Durable.Setup;

/// <summary>
/// Examines the end of the newest log before RocksDB does. If a record claims more bytes than the file has, RocksDB assumes that its write
/// was interrupted, and drops it with everything that follows in its block. A damaged length looks the same, but the record was
/// acknowledged.
/// </summary>
/// <remarks>
/// The format is RocksDB's: blocks of 32 KiB; fragments with a header of a masked CRC-32C over type and payload, a length of two bytes and
/// a type; no fragment crosses the end of its block.
/// </remarks>
internal static class LogTail
{
    private const int BlockLength = 32 << 10;
    private const int HeaderLength = 7;
    private const int LengthPlace = 4;
    private const int TypePlace = 6;
    private const uint MaskDelta = 0xa282ead8;

    /// <summary>Checks whether the newest log of a folder ends in damage that RocksDB would not report.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <returns>What is wrong and where, or null.</returns>
    /// <exception cref="IOException">The folder or the log cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    internal static string? FindDamage(string folder)
    {
        string? log = Directory.EnumerateFiles(folder, "*.log").Where(static file => NumberOf(file) >= 0).MaxBy(NumberOf);
        if (log is null)
        {
            return null;
        }

        try
        {
            return FindDamageIn(log);
        }
        catch (FileNotFoundException)
        {
            // A store that writes beside a read-only one has flushed its memtable, and needs the log no more.
            return null;
        }
    }

    /// <summary>The number that a log has for a name; -1 for another file.</summary>
    private static long NumberOf(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        return long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : -1;
    }

    private static string? FindDamageIn(string log)
    {
        using FileStream stream = new(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        long start = stream.Length / BlockLength * BlockLength;
        byte[] block = new byte[stream.Length - start];
        stream.Position = start;
        stream.ReadExactly(block);
        int damaged = FindDamage(block);
        return damaged < 0 ? null : $"Corruption: a record of {Path.GetFileName(log)} at {start + damaged} has a wrong length";
    }

    /// <summary>Examines the last, incomplete block of a log.</summary>
    /// <returns>The offset of the fragment with the wrong length; -1 if there is none.</returns>
    internal static int FindDamage(ReadOnlySpan<byte> block)
    {
        int at = 0;
        while (at + HeaderLength <= block.Length)
        {
            int length = LengthAt(block, at);
            int end = at + HeaderLength + length;
            if (end > block.Length)
            {
                // An interrupted write has left the beginning of one fragment, and nothing after it.
                bool isTorn = end <= BlockLength && !IsWhole(block, at, block.Length) && !HoldsFragment(block[(at + 1)..]);
                return isTorn ? -1 : at;
            }

            if (!IsWhole(block, at, end))
            {
                // RocksDB reports it.
                return -1;
            }

            at = end;
        }

        return -1;
    }

    private static bool HoldsFragment(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; at + HeaderLength < bytes.Length; at++)
        {
            int end = at + HeaderLength + LengthAt(bytes, at);
            if (end > at + HeaderLength && end <= bytes.Length && IsWhole(bytes, at, end))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True if the checksum of the fragment's header is that of its type and of the bytes up to an end.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> bytes, int at, int end)
    {
        uint masked = BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
        uint crc = Crc32C.Append(0, bytes[(at + TypePlace)..end]);
        return BitOperations.RotateRight(crc, 15) + MaskDelta == masked;
    }

    private static int LengthAt(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + LengthPlace)..]);
}
