using System.Text;
using Mooncake.Errors;
using Mooncake.Native;
using Mooncake.Operations;
using Mooncake.Session;

namespace Mooncake.Raw;

/// <summary>What a session keeps for objects without a type, and the operations that name no single key.</summary>
internal sealed unsafe class RawAccess
{
    private readonly StoreSession _session;
    private readonly StoreBackend _backend;

    /// <summary>Works in a session.</summary>
    internal RawAccess(StoreSession session)
    {
        _session = session;
        _backend = session.Backend;
        Reader = new ObjectReader<RawKey, byte[], RawCodec>(session);
        Writer = new ObjectWriter<RawKey, RawValue, RawCodec>(session);
        Queries = new KeyQueries<RawKey>(session);
        Transfers = new RegisteredTransfers(session);
    }

    /// <summary>Reads objects as arrays.</summary>
    internal ObjectReader<RawKey, byte[], RawCodec> Reader { get; }

    /// <summary>Stores bytes.</summary>
    internal ObjectWriter<RawKey, RawValue, RawCodec> Writer { get; }

    /// <summary>Asks about keys, and removes.</summary>
    internal KeyQueries<RawKey> Queries { get; }

    /// <summary>Moves objects between the store and registered memory of the caller's.</summary>
    internal RegisteredTransfers Transfers { get; }

    /// <summary>Removes the objects whose keys contain a match.</summary>
    internal ValueTask<StoreResult<long>> RemoveByRegexAsync(string pattern, bool force, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<StoreResult<long>>(cancellationToken);
        }

        _session.ThrowIfClosed();
        return new ValueTask<StoreResult<long>>(RemoveByRegex(pattern, force));
    }

    /// <summary>Removes every object.</summary>
    internal ValueTask<StoreResult<long>> RemoveAllAsync(bool force, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<StoreResult<long>>(cancellationToken);
        }

        _session.ThrowIfClosed();
        long answer = _backend.RemoveAll(force);
        return new ValueTask<StoreResult<long>>(
            answer >= 0 ? StoreResult<long>.Found(answer) : StoreResult<long>.Failed(_session.Error(answer, StoreOperation.Remove, key: null)));
    }

    private StoreResult<long> RemoveByRegex(string pattern, bool force)
    {
        byte[] text = new byte[Encoding.UTF8.GetByteCount(pattern) + 1];
        int length = Encoding.UTF8.GetBytes(pattern, text);
        if (text.AsSpan(0, length).Contains((byte)0))
        {
            return StoreResult<long>.Failed(OperationErrors.Pattern(StoreErrorCode.InvalidPattern, pattern));
        }

        fixed (byte* pointer = text)
        {
            long answer = _backend.RemoveByRegex(pointer, length, force);
            return answer >= 0 ? StoreResult<long>.Found(answer)
                : answer == (int)StoreErrorCode.InvalidParams && _session.IsOpen ? StoreResult<long>.Failed(OperationErrors.Pattern(StoreErrorCode.InvalidPattern, pattern))
                : answer == (int)StoreErrorCode.PatternTooCostly ? StoreResult<long>.Failed(OperationErrors.Pattern(StoreErrorCode.PatternTooCostly, pattern))
                : StoreResult<long>.Failed(_session.Error(answer, StoreOperation.Remove, key: null));
        }
    }
}
