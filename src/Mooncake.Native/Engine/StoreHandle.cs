using System.Runtime.InteropServices;

namespace Mooncake.Native;

/// <summary>
/// A store of the native library. Its count is held by every call in progress, so that <c>destroy</c> runs after the last of them
/// has returned.
/// </summary>
internal sealed unsafe class StoreHandle : SafeHandle
{
    private readonly StoreLibrary _library;
    private readonly TaskCompletionSource _destroyed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile int _disposingThread;

    private StoreHandle(StoreLibrary library)
        : base(invalidHandleValue: 0, ownsHandle: true) => _library = library;

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Completes when <c>destroy</c> has returned.</summary>
    internal Task Destroyed => _destroyed.Task;

    /// <summary>Creates a store, on a thread of its own that then ends. Waits for it.</summary>
    /// <param name="library">Where the store's functions are.</param>
    /// <returns>The handle, or null if the library could not create a store.</returns>
    internal static StoreHandle? Create(StoreLibrary library)
    {
        StoreHandle created = new(library);

        // The library blocks the termination signals in the thread that calls it, for good; threads started there inherit that.
        // So the thread does nothing else (no continuation, no pool work that might start another thread) and ends.
        Thread thread = new(() => created.SetHandle((nint)library.Functions.Create()))
        {
            IsBackground = true,
            Name = "mooncake-create",
        };
        thread.UnsafeStart();
        thread.Join();

        if (!created.IsInvalid)
        {
            return created;
        }

        created.Dispose();
        return null;
    }

    /// <summary>Takes part in the count for the length of one call.</summary>
    /// <returns>The call, which was not entered if the handle is closed. To be disposed exactly once.</returns>
    internal StoreCall Enter()
    {
        bool entered = false;
        try
        {
            DangerousAddRef(ref entered);
            return new StoreCall(this, (void*)handle);
        }
        catch (ObjectDisposedException)
        {
            // Closed between the contract's guard and here: the answer is the guard's.
            return default;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Only who disposes waits for destroy. The finalizer thread must not, nor the thread whose call happens to end last.
        if (disposing)
        {
            _disposingThread = Environment.CurrentManagedThreadId;
        }

        base.Dispose(disposing);
        _disposingThread = 0;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        if (_disposingThread == Environment.CurrentManagedThreadId)
        {
            Destroy(handle);
            return true;
        }

        nint store = handle;
        return DestroyThread.TryRun(() => Destroy(store));
    }

    private void Destroy(nint store)
    {
        _library.Functions.Destroy((void*)store);
        _destroyed.SetResult();
    }
}
