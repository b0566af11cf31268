using System.ComponentModel;
using System.Runtime.InteropServices;
using Mooncake.Cli.Frame;

namespace Mooncake.Cli.Output;

/// <summary>
/// Standard output or standard error of a Unix process. .NET's own stream ignores that the reader has gone, so a command that lists
/// millions of keys into <c>head</c> would go on to the end; this one throws <see cref="OutputClosedException"/>. A
/// <see cref="FileStream"/> would write to a position of its own, where other programs write to the same file.
/// </summary>
internal sealed partial class DescriptorStream : Stream
{
    /// <summary>No descriptor: every write fails.</summary>
    private const int Closed = -1;

    private const int Interrupted = 4;
    private const int BrokenPipe = 32;
    private const short WritableEvents = 4;
    private static readonly int WouldBlock = OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD() ? 35 : 11;

    private readonly int _descriptor;
    private readonly bool _ignoresErrors;

    /// <summary>Writes to a descriptor.</summary>
    /// <param name="descriptor">The descriptor; stays open.</param>
    /// <param name="ignoresErrors">Whether what cannot be written is dropped: messages that nobody reads end no command.</param>
    internal DescriptorStream(int descriptor, bool ignoresErrors)
    {
        _descriptor = descriptor;
        _ignoresErrors = ignoresErrors;
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Opens standard output of this process.</summary>
    internal static Stream OpenOutput() =>
        OperatingSystem.IsWindows() ? Console.OpenStandardOutput()
        : new DescriptorStream(
            StandardDescriptors.IsOpen(StandardDescriptors.Output) ? StandardDescriptors.Output : Closed, ignoresErrors: false);

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is buffered here.
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override unsafe void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            nint written;
            fixed (byte* bytes = buffer)
            {
                written = WriteNative(_descriptor, bytes, (nuint)buffer.Length);
            }

            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error == WouldBlock)
            {
                // The shell has made the pipe non-blocking.
                PollEntry entry = new() { Descriptor = _descriptor, Events = WritableEvents };
                _ = PollNative(&entry, 1, -1);
            }
            else if (error != Interrupted && _ignoresErrors)
            {
                return;
            }
            else if (error != Interrupted)
            {
                throw error == BrokenPipe
                    ? new OutputClosedException()
                    : new IOException($"Standard output cannot be written: {new Win32Exception(error).Message}.");
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint WriteNative(int descriptor, byte* bytes, nuint length);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static unsafe partial int PollNative(PollEntry* entries, nuint count, int timeout);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        internal int Descriptor;
        internal short Events;
        internal short Returned;
    }
}
