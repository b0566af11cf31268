using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Mooncake.Errors;
using Mooncake.Operations;
using Mooncake.Session;

namespace Mooncake.Raw;

/// <summary>What a session keeps for objects without a type, and the operations that name no single key.</summary>
internal sealed partial class RawAccess
{
    /// <summary>What plain bytes are called in errors and metrics.</summary>
    internal const string ObjectName = "bytes";

    private readonly StoreSession _session;

    /// <summary>Works in a session.</summary>
    internal RawAccess(StoreSession session)
    {
        _session = session;
        Reader = new ObjectReader<RawKey, byte[]>(session, new RawDecoder());
        Queries = new KeyQueries<RawKey>(session);
        Writer = new ObjectWriter<RawKey, RawValue>(session, Queries, new RawEncoder());
        Transfers = new RegisteredTransfers(session);
    }

    /// <summary>Reads objects as arrays.</summary>
    internal ObjectReader<RawKey, byte[]> Reader { get; }

    /// <summary>Stores bytes.</summary>
    internal ObjectWriter<RawKey, RawValue> Writer { get; }

    /// <summary>Asks about keys, and removes.</summary>
    internal KeyQueries<RawKey> Queries { get; }

    /// <summary>Moves objects between the store and registered memory of the caller's.</summary>
    internal RegisteredTransfers Transfers { get; }

    /// <summary>Removes the objects whose keys contain a match.</summary>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    internal async ValueTask<StoreResult<long>> RemoveByRegexAsync(string pattern, bool force, CancellationToken cancellationToken)
    {
        // An empty expression would match every key: more likely a mistake than a wish, and RemoveAllAsync is there for the wish.
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        Cancellation.ThrowIfRequested(StoreOperation.Remove, cancellationToken);
        _session.ThrowIfClosed();
        byte[] text = new byte[Encoding.UTF8.GetMaxByteCount(pattern.Length)];
        OperationStatus status = Utf8.FromUtf16(pattern, text, out _, out int length, replaceInvalidSequences: false);
        if (status != OperationStatus.Done || pattern.Contains('\0', StringComparison.Ordinal))
        {
            return StoreResult<long>.Failed(OperationErrors.Pattern(StoreErrorCode.InvalidPattern, pattern));
        }

        BackendAnswer answer = await _session.RunAloneAsync(
            StoreOperation.Remove,
            key: null,
            backend =>
            {
                unsafe
                {
                    fixed (byte* pointer = text)
                    {
                        return backend.RemoveByRegex(pointer, length, force);
                    }
                }
            },
            cancellationToken).On(_session.Threads);
        return answer switch
        {
            { Error: { } error } => StoreResult<long>.Failed(error),
            { Number: >= 0 } => StoreResult<long>.Found(answer.Number),
            { Number: (int)StoreErrorCode.InvalidParams } when _session.IsOpen =>
                StoreResult<long>.Failed(OperationErrors.Pattern(StoreErrorCode.InvalidPattern, pattern)),
            { Number: (int)StoreErrorCode.PatternTooCostly } =>
                StoreResult<long>.Failed(OperationErrors.Pattern(StoreErrorCode.PatternTooCostly, pattern)),
            _ => StoreResult<long>.Failed(_session.Error(answer.Number, StoreOperation.Remove, key: null)),
        };
    }

    /// <summary>Removes every object.</summary>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    internal async ValueTask<StoreResult<long>> RemoveAllAsync(bool force, CancellationToken cancellationToken)
    {
        Cancellation.ThrowIfRequested(StoreOperation.Remove, cancellationToken);
        _session.ThrowIfClosed();
        BackendAnswer answer = await _session.RunAloneAsync(
            StoreOperation.Remove, key: null, backend => backend.RemoveAll(force), cancellationToken).On(_session.Threads);
        return ConcludeRemoval(answer);
    }
}
