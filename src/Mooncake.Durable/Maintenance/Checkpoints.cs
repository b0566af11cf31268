using System.Runtime.InteropServices;
using Mooncake.Durable.Engine;
using Mooncake.Durable.Rocks;

namespace Mooncake.Durable.Maintenance;

/// <summary>Makes consistent copies of a store.</summary>
internal static unsafe class Checkpoints
{
    /// <summary>
    /// Makes a copy. Everything that was acknowledged before the call is in it; of what is written meanwhile, each write is in it whole or
    /// not at all.
    /// </summary>
    /// <param name="store">The store, whose count the caller holds.</param>
    /// <param name="folder">The absolute path of a folder that does not exist.</param>
    /// <returns>Why there is no copy, or null.</returns>
    internal static StoreError? Create(ObjectStore store, string folder)
    {
        if (Path.Exists(folder))
        {
            return DurableErrors.FolderIsThere(folder);
        }

        try
        {
            if (Path.GetDirectoryName(folder) is { Length: > 0 } parent)
            {
                Directory.CreateDirectory(parent);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return DurableErrors.OfFile(StoreOperation.Checkpoint, folder, exception);
        }

        string? message = Create(store.Database, folder);
        return message is null ? null : DurableErrors.OfRocks(StoreOperation.Checkpoint, message, $"the checkpoint '{folder}'");
    }

    private static string? Create(RocksDatabase database, string folder)
    {
        // Always flushed: without a log the memtables are in no file, and with one the copy opens without a replay.
        const ulong flushAlways = 0;
        MaintenanceFunctions functions = database.Library.Maintenance;
        byte* error = null;
        void* checkpoints = functions.CreateCheckpoints(database.Pointer, &error);
        if (checkpoints != null)
        {
            nint path = Marshal.StringToCoTaskMemUTF8(folder);
            functions.CreateCheckpoint(checkpoints, (byte*)path, flushAlways, &error);
            Marshal.FreeCoTaskMem(path);
            functions.DestroyCheckpoints(checkpoints);
        }

        return RocksErrors.Take(database.Library, error);
    }
}
