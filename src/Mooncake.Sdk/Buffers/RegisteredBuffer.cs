using System.Diagnostics;
using System.Runtime.InteropServices;
using Mooncake.Backends;
using Mooncake.Buffers;
using Mooncake.Session;

namespace Mooncake;

/// <summary>
/// Memory registered with a store, for reading and writing objects without a copy. Allocated by the SDK or supplied by the caller; released
/// by <see cref="DisposeAsync"/> or <see cref="Dispose"/>. Thread-safe; callers must order their own accesses to the bytes.
/// </summary>
/// <remarks>
/// <para>
/// An operation in progress keeps a reference to the buffer. After a disposal, later uses throw; the memory is unregistered, and freed if
/// the SDK allocated it, when the last operation has ended, even if its caller got a result long before.
/// </para>
/// <para>
/// Unregistering is a native call that may take long. On a cluster a thread of the SDK makes it, so neither disposal blocks:
/// <see cref="Dispose"/> returns before the memory is unregistered, <see cref="DisposeAsync"/> completes after it. Await
/// <see cref="DisposeAsync"/> before you free memory that you registered yourself. On engines in this process both unregister immediately.
/// </para>
/// <para>
/// There is no finalizer: a buffer that is not disposed stays registered until the store closes, and stays allocated until the process
/// ends. Spans and pointers taken from a buffer must not be used after its disposal.
/// </para>
/// </remarks>
public sealed unsafe class RegisteredBuffer : IDisposable, IAsyncDisposable, IAlarm
{
    private const int Disposed = 1;
    private const int OneReference = 2;

    private readonly StoreBackend _backend;
    private readonly bool _ownsMemory;
    private readonly byte* _pointer;
    private readonly RegisteredBufferMemory _memory;
    private readonly BufferReleases _releases;
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StoreError? _releaseError;

    /// <summary>
    /// The reference count times two, the owner's included, with <see cref="Disposed"/> in the lowest bit; 1 when everything is released.
    /// </summary>
    private int _state = OneReference;

    private RegisteredBuffer(StoreBackend backend, BufferReleases releases, object owner, byte* pointer, nint length, bool ownsMemory)
    {
        _backend = backend;
        _releases = releases;
        _pointer = pointer;
        _ownsMemory = ownsMemory;
        Owner = owner;
        Length = length;
        _memory = new RegisteredBufferMemory(this, 0, (int)Math.Min(length, int.MaxValue));
    }

    /// <summary>Size in bytes, at least 1.</summary>
    public nint Length { get; }

    /// <summary>The start of the memory. Valid until <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    public nint Address
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            return (nint)_pointer;
        }
    }

    /// <summary>True after <see cref="Dispose"/>, even while an operation still uses the memory.</summary>
    public bool IsDisposed => (Volatile.Read(ref _state) & Disposed) != 0;

    /// <summary>
    /// Null, or why the store has not unregistered the memory after the disposal: it refused, or it has not returned yet (then
    /// <see cref="DisposeAsync"/> ended with <see cref="StoreErrorCode.Timeout"/>). Memory of the SDK then stays allocated; memory of the
    /// caller must stay valid until the store has closed.
    /// </summary>
    public StoreError? ReleaseError => Volatile.Read(ref _releaseError);

    /// <summary>The whole buffer.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    public RegisteredMemory Whole => Slice(0, Length);

    /// <summary>The store with which the memory is registered; other stores reject the buffer.</summary>
    internal object Owner { get; }

    /// <summary>A part of the buffer, for the store's operations or to access the bytes.</summary>
    /// <param name="offset">The start of the part, 0 to <see cref="Length"/>.</param>
    /// <param name="length">Its size in bytes, 0 or more, within the buffer.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is not within the buffer.</exception>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    public RegisteredMemory Slice(nint offset, nint length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - offset);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return new RegisteredMemory(this, offset, length);
    }

    /// <summary>
    /// Disposes the buffer: later uses throw. The memory is unregistered, and freed if the SDK allocated it, when the last operation on it
    /// has ended; on a cluster on a thread of the SDK, after this method has returned. Idempotent.
    /// </summary>
    public void Dispose()
    {
        if ((Interlocked.Or(ref _state, Disposed) & Disposed) == 0)
        {
            ReleaseReference();
        }
    }

    /// <summary>
    /// Like <see cref="Dispose"/>, and completes when the memory is unregistered: the caller may then free memory of its own. If the store
    /// has not unregistered it within <see cref="MooncakeStoreOptions.OperationTimeout"/>, or refuses to, this method still completes, and
    /// <see cref="ReleaseError"/> gives the reason. Never throws. Idempotent.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        if (!_released.Task.IsCompleted)
        {
            _releases.Bound(this);
        }

        return new ValueTask(_released.Task);
    }

    /// <summary>Allocates page-aligned memory and registers it. Its bytes are zero.</summary>
    /// <param name="backend">The backend with which to register it. A call that may block.</param>
    /// <param name="releases">Unregisters it after its disposal.</param>
    /// <param name="owner">The identity of the store.</param>
    /// <param name="length">Size in bytes, at least 1.</param>
    /// <returns>The buffer, or an error: no memory, or the backend's refusal.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is not positive.</exception>
    internal static StoreResult<RegisteredBuffer> Allocate(StoreBackend backend, BufferReleases releases, object owner, nint length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        byte* pointer;
        try
        {
            // Never shares pages with other memory: RDMA pins whole pages, and a page can be registered only once.
            nint bytes = BufferPoolOptions.RoundUp(length, Environment.SystemPageSize);
            pointer = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, (nuint)Environment.SystemPageSize);
        }
        catch (OutOfMemoryException exception)
        {
            return StoreResult<RegisteredBuffer>.Failed(BufferErrors.OutOfMemory(length, exception));
        }

        NativeMemory.Clear(pointer, (nuint)length);
        if (Registrations.Register(backend, pointer, (nuint)length) is { } error)
        {
            NativeMemory.AlignedFree(pointer);
            return StoreResult<RegisteredBuffer>.Failed(error);
        }

        return StoreResult<RegisteredBuffer>.Found(new RegisteredBuffer(backend, releases, owner, pointer, length, ownsMemory: true));
    }

    /// <summary>Registers memory of the caller, who keeps it valid and does not move it until it is unregistered.</summary>
    /// <param name="backend">The backend with which to register it. A call that may block.</param>
    /// <param name="releases">Unregisters it after its disposal.</param>
    /// <param name="owner">The identity of the store.</param>
    /// <param name="pointer">The start of the memory, not null.</param>
    /// <param name="length">Size in bytes, at least 1.</param>
    /// <returns>The buffer, or the backend's refusal.</returns>
    /// <exception cref="ArgumentNullException">The pointer is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length is 0, or larger than the address space that a process can have.</exception>
    internal static StoreResult<RegisteredBuffer> Register(
        StoreBackend backend, BufferReleases releases, object owner, nint pointer, nuint length)
    {
        ArgumentNullException.ThrowIfNull((void*)pointer, nameof(pointer));
        ArgumentOutOfRangeException.ThrowIfZero(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, (nuint)nint.MaxValue);
        return Registrations.Register(backend, (void*)pointer, length) is { } error
            ? StoreResult<RegisteredBuffer>.Failed(error)
            : StoreResult<RegisteredBuffer>.Found(
                new RegisteredBuffer(backend, releases, owner, (byte*)pointer, (nint)length, ownsMemory: false));
    }

    /// <summary>Adds a reference for an operation; every success must be followed by one <see cref="ReleaseReference"/>.</summary>
    /// <returns>False if the buffer was disposed.</returns>
    internal bool TryAddReference()
    {
        int state = Volatile.Read(ref _state);
        while ((state & Disposed) == 0)
        {
            int seen = Interlocked.CompareExchange(ref _state, state + OneReference, state);
            if (seen == state)
            {
                return true;
            }

            state = seen;
        }

        return false;
    }

    /// <summary>
    /// Releases a reference; after the disposal, the last one schedules unregistering and freeing. Does not wait for the store.
    /// </summary>
    internal void ReleaseReference()
    {
        if (TryReleaseLast())
        {
            _releases.Release(this);
        }
    }

    /// <summary>
    /// Like <see cref="ReleaseReference"/>, on a thread that may block: if it releases the last reference, the memory is released on
    /// return.
    /// </summary>
    internal void ReleaseReferenceHere()
    {
        if (TryReleaseLast())
        {
            End();
        }
    }

    /// <summary>Unregisters the memory, and frees it if the SDK allocated it. A call that may block; throws nothing.</summary>
    internal void End()
    {
        StoreError? error = Registrations.Unregister(_backend, _pointer, (nuint)Length);
        if (error is null && _ownsMemory)
        {
            NativeMemory.AlignedFree(_pointer);
        }

        _releases.Unbound(this);
        lock (_released)
        {
            Volatile.Write(ref _releaseError, error);
            _released.TrySetResult();
        }
    }

    /// <summary>Ends the wait for the disposal, which has timed out.</summary>
    void IAlarm.Fire()
    {
        lock (_released)
        {
            if (!_released.Task.IsCompleted)
            {
                Volatile.Write(ref _releaseError, BufferErrors.NotUnregistered(Length, _releases.Timeout));
                _released.TrySetResult();
            }
        }
    }

    /// <summary>The start of a part of the buffer, for a caller that holds a reference.</summary>
    internal byte* PointerTo(nint offset) => _pointer + offset;

    /// <summary>The start of a part of the buffer.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    internal byte* CheckedPointerTo(nint offset)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return _pointer + offset;
    }

    /// <summary>A part of the buffer as memory; allocates only for a part beyond the first 2 GiB.</summary>
    internal Memory<byte> MemoryOf(nint offset, int length) => offset + length <= int.MaxValue
        ? _memory.Slice((int)offset, length)
        : new RegisteredBufferMemory(this, offset, length).Memory;

    private bool TryReleaseLast()
    {
        int state = Interlocked.Add(ref _state, -OneReference);
        Debug.Assert(state >= 0, "A reference was released twice.");
        return state == Disposed;
    }
}
