using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Mooncake.Llm.LLamaSharp.Models;

/// <summary>Hashes files, in whole or samples of them.</summary>
internal static class FileHash
{
    private const int Head = 16 << 20;
    private const int Stride = 1 << 20;
    private const int Sample = 4 << 10;

    /// <summary>The SHA-256 over the files' sizes and contents, as hexadecimal digits.</summary>
    /// <param name="paths">The files, in order.</param>
    /// <param name="isWhole">True for all bytes; false for the first 16 MiB, 4 KiB of each further MiB, and the last 4 KiB.</param>
    internal static string Of(IReadOnlyList<string> paths, bool isWhole)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[Stride];
        Span<byte> size = stackalloc byte[sizeof(long)];
        foreach (string path in paths)
        {
            using SafeFileHandle file = File.OpenHandle(path, options: isWhole ? FileOptions.SequentialScan : FileOptions.RandomAccess);
            long length = RandomAccess.GetLength(file);
            BinaryPrimitives.WriteInt64LittleEndian(size, length);
            hash.AppendData(size);

            for (long offset = 0; offset < length; offset += Stride)
            {
                Append(hash, file, offset, buffer.AsSpan(0, isWhole || offset < Head ? Stride : Sample));
            }

            if (!isWhole)
            {
                Append(hash, file, Math.Max(0, length - Sample), buffer.AsSpan(0, Sample));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, SafeFileHandle file, long offset, Span<byte> buffer)
    {
        int filled = 0;
        while (filled < buffer.Length)
        {
            int read = RandomAccess.Read(file, buffer[filled..], offset + filled);
            if (read == 0)
            {
                break;
            }

            filled += read;
        }

        hash.AppendData(buffer[..filled]);
    }
}
