using System.Runtime.InteropServices;

namespace Mooncake.Durable.Rocks;

/// <summary>
/// An open database, with its families and options. Its count is held by every call in progress, so that it is closed after the last of
/// them has returned.
/// </summary>
internal sealed unsafe class RocksDatabase : SafeHandle
{
    /// <summary>The names of the families, in the order of their handles.</summary>
    internal static readonly string[] FamilyNames = ["default", "meta", "data", "expiry"];

    private readonly RocksOptions _options;
    private readonly nint[] _families;

    /// <summary>Takes over an open database.</summary>
    /// <param name="library">The library.</param>
    /// <param name="database">The database.</param>
    /// <param name="families">The handles of its families, in the order of <see cref="FamilyNames"/>.</param>
    /// <param name="options">The options, which are freed with the database.</param>
    internal RocksDatabase(RocksLibrary library, void* database, nint[] families, RocksOptions options)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        Library = library;
        _families = families;
        _options = options;
        Batch = library.Batches.Create();
        SetHandle((nint)database);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The library.</summary>
    internal RocksLibrary Library { get; }

    /// <summary>The options.</summary>
    internal RocksOptions Options => _options;

    /// <summary>The database; valid while the count is held, as the families are.</summary>
    internal void* Pointer => (void*)handle;

    /// <summary>The family of the store's own records.</summary>
    internal void* Own => (void*)_families[0];

    /// <summary>The family of metadata, by key.</summary>
    internal void* Meta => (void*)_families[1];

    /// <summary>The family of objects' bytes, by sequence and key.</summary>
    internal void* Data => (void*)_families[2];

    /// <summary>The family of expiry times, by time and key.</summary>
    internal void* Expiry => (void*)_families[3];

    /// <summary>The batch of the thread that leads writes.</summary>
    internal void* Batch { get; private set; }

    /// <summary>Replaces the batch by an empty one, and so frees its memory.</summary>
    internal void RenewBatch()
    {
        Library.Batches.Destroy(Batch);
        Batch = Library.Batches.Create();
    }

    /// <summary>Takes part in the count for the length of one call.</summary>
    /// <returns>The call, which was not entered if the database is closed. To be disposed exactly once.</returns>
    internal RocksCall Enter()
    {
        bool entered = false;
        try
        {
            DangerousAddRef(ref entered);
            return new RocksCall(this);
        }
        catch (ObjectDisposedException)
        {
            return default;
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        byte* error = null;
        if (_options.SyncsAtEnd)
        {
            Library.Databases.FlushLog(Pointer, 1, &error);
        }

        Library.Batches.Destroy(Batch);
        foreach (nint family in _families)
        {
            Library.Databases.DestroyFamily((void*)family);
        }

        Library.Databases.Close(Pointer);
        _options.Free();
        return RocksErrors.Take(Library, error) is null;
    }
}
