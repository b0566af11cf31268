using Mooncake.Backends;
using Mooncake.Buffers;
using Mooncake.Keys;
using Mooncake.Pipeline;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <summary>A conditional write on its way through the pipeline, alone: the engine has no call for many of them. Not reused.</summary>
internal sealed unsafe class ConditionalPutCall : ResultCall<BackendResult>
{
    private readonly ConditionalPut _put;
    private readonly byte[]? _text;
    private RegisteredMemory _held;

    /// <summary>Creates a call whose key and object are in a rental.</summary>
    /// <param name="session">The session.</param>
    /// <param name="put">The write.</param>
    /// <param name="layout">How the rental is divided.</param>
    /// <param name="rental">The rental; the call returns it.</param>
    /// <param name="deadline">The caller's deadline.</param>
    internal ConditionalPutCall(StoreSession session, in ConditionalPut put, in RentalLayout layout, RentedBuffer rental, long deadline)
        : this(session, in put, deadline)
    {
        Rental = rental;
        Key = layout.KeyOf(rental);
        KeyLength = layout.KeyLength;
        Buffer = layout.ObjectOf(rental.Pointer);
        Capacity = (nuint)layout.ObjectSize;
    }

    /// <summary>Creates a call whose object is in registered memory of the caller.</summary>
    /// <param name="session">The session.</param>
    /// <param name="put">The write.</param>
    /// <param name="text">The key, followed by a NUL; pinned.</param>
    /// <param name="held">The memory, with a reference to its buffer; the call releases it.</param>
    /// <param name="deadline">The caller's deadline.</param>
    internal ConditionalPutCall(StoreSession session, in ConditionalPut put, byte[] text, RegisteredMemory held, long deadline)
        : this(session, in put, deadline)
    {
        _text = text;
        _held = held;
        Key = PinnedKey.PointerOf(text);
        KeyLength = text.Length - 1;
        Buffer = held.Pointer;
        Capacity = (nuint)held.Length;
    }

    private ConditionalPutCall(StoreSession session, in ConditionalPut put, long deadline)
        : base(session)
    {
        _put = put;
        Kind = CallKind.Unbatched;
        Deadline = deadline;
    }

    /// <inheritdoc/>
    protected override StoreOperation Operation => _put.Operation;

    /// <inheritdoc/>
    internal override long Execute(StoreBackend backend)
    {
        int answer = _put.Execute(Key, KeyLength, Buffer, Capacity);
        GC.KeepAlive(_text);
        return answer;
    }

    /// <inheritdoc/>
    protected override BackendResult Finish(long answer) => new(answer, null);

    /// <inheritdoc/>
    protected override BackendResult Fail() => new(0, PipelineErrors.Of(this, Operation, key: null, Session.Options));

    /// <inheritdoc/>
    protected override void ReturnMemory()
    {
        if (_held.Buffer is not null)
        {
            _held.Release();
            _held = default;
        }
    }
}
