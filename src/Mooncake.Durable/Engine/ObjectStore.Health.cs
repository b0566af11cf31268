namespace Mooncake.Durable.Engine;

/// <content>Whether writes can be expected to succeed.</content>
internal sealed unsafe partial class ObjectStore
{
    /// <summary>RocksDB's count of background errors before the last check that wrote; -1 before the first.</summary>
    private long _checkedErrors = -1;

    private static ReadOnlySpan<byte> BackgroundErrors => "rocksdb.background-errors\0"u8;

    /// <summary>Checks whether writes can be expected to succeed. On a read-only store they are not expected to.</summary>
    /// <remarks>
    /// Writes only if that is in doubt: at the first check, after a write or a flush has failed, and until a write succeeds again. Without
    /// that write, a service that gets no requests while it is unhealthy would remain unhealthy.
    /// </remarks>
    /// <returns>False if the folder was deleted, or a write fails.</returns>
    internal bool CheckWrites()
    {
        if (_state.Options.IsReadOnly)
        {
            return true;
        }

        // RocksDB writes to open files even after the folder was deleted: these writes succeed, and are lost when the store is closed.
        if (!File.Exists(Path.Combine(_state.Options.Folder, "CURRENT")))
        {
            return false;
        }

        long errors = PropertyOf(_database.Own, BackgroundErrors);
        if (_state.LastWriteError is null && errors == Volatile.Read(ref _checkedErrors))
        {
            return true;
        }

        CheckOperation check = new();
        _committer.Execute(check);
        if (check.Answer == 0)
        {
            Volatile.Write(ref _checkedErrors, errors);
        }

        return check.Answer == 0;
    }
}
