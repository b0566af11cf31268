using System.Diagnostics;
using Mooncake.Durable.Rocks;

namespace Mooncake.Durable.Engine;

/// <summary>
/// Waits where RocksDB wants writes to wait: its memtables are full, and flushes or compactions are behind. RocksDB's own wait never ends
/// if the flush for which it waits has failed, as on a full disk, and is not tried again. Used by the thread that commits.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="folder">Its folder, for the free space of its disk.</param>
internal sealed unsafe class WriteStall(RocksDatabase database, string folder)
{
    private const long LeastFreeBytes = 64 << 20;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(20);

    /// <summary>How long nothing may move before a write fails: RocksDB tries failed flushes again after a second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly byte[][] Progress = [[.. "rocksdb.num-running-flushes\0"u8], [.. "rocksdb.num-running-compactions\0"u8]];

    private long _stuckSince;
    private TimeSpan _pause;

    private static ReadOnlySpan<byte> BackgroundErrors => "rocksdb.background-errors\0"u8;

    /// <summary>Pauses before the write is tried again.</summary>
    /// <param name="message">The stall's text; replaced by the reason if waiting is of no use.</param>
    /// <returns>False if a background error stops the work for which the write would wait.</returns>
    internal bool TryWait(ref string message)
    {
        bool isStuck = ValueOf(BackgroundErrors) > 0 && !IsMoving();
        _stuckSince = !isStuck ? 0 : _stuckSince != 0 ? _stuckSince : Stopwatch.GetTimestamp();
        if (isStuck && Stopwatch.GetElapsedTime(_stuckSince) >= Patience)
        {
            // Later writes fail at once, until one succeeds: RocksDB may recover by itself.
            message = IsDiskFull()
                ? "IO error: No space left on device: a flush in the background has failed, and RocksDB does not retry it."
                : "IO error: a flush or a compaction in the background has failed, and RocksDB does not retry it.";
            return false;
        }

        _pause = _pause == TimeSpan.Zero ? FirstPause : _pause + _pause < LongestPause ? _pause + _pause : LongestPause;
        Thread.Sleep(_pause);
        return true;
    }

    /// <summary>A write has succeeded.</summary>
    internal void End()
    {
        _stuckSince = 0;
        _pause = default;
    }

    private bool IsMoving()
    {
        foreach (byte[] name in Progress)
        {
            if (ValueOf(name) > 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsDiskFull()
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace < LeastFreeBytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The system does not say; the text of the other error is true as well.
            return false;
        }
    }

    private long ValueOf(ReadOnlySpan<byte> name)
    {
        ulong value;
        fixed (byte* text = name)
        {
            return database.Library.Maintenance.GetProperty(database.Pointer, database.Own, text, &value) == 0 ? (long)value : 0;
        }
    }
}
