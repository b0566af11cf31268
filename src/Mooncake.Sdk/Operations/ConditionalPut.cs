using Mooncake.Backends;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Options;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <summary>The arguments of a conditional write, and the meaning of its return codes.</summary>
internal readonly unsafe struct ConditionalPut
{
    private readonly IConditionalWriter _engine;
    private readonly PutOptions? _options;
    private readonly TimeProvider _time;

    /// <summary>Creates the arguments from the caller's options.</summary>
    /// <param name="session">A session whose engine has conditional writes.</param>
    /// <param name="options">The options, or null for the default.</param>
    /// <param name="operation">Put, or replace: then an existing object is always replaced.</param>
    internal ConditionalPut(StoreSession session, PutOptions? options, StoreOperation operation)
    {
        _engine = session.ConditionalWriter!;
        _options = options;
        _time = session.Options.TimeProvider;
        Operation = operation;
    }

    /// <summary>Put or replace.</summary>
    internal StoreOperation Operation { get; }

    private IfExists IfExists => Operation == StoreOperation.Replace ? IfExists.Replace : _options?.IfExists ?? IfExists.Keep;

    /// <summary>Makes the call. The time to live starts now.</summary>
    /// <param name="key">The key, NUL-terminated.</param>
    /// <param name="keyLength">Its length in bytes, NUL not counted.</param>
    /// <param name="bytes">The object.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <returns>The engine's return code.</returns>
    internal int Execute(byte* key, int keyLength, byte* bytes, nuint size)
    {
        ReplicateConfigBlock? config = _options?.Native;
        PutTerms terms = new(
            IfExists == IfExists.Replace ? PutCondition.Always : PutCondition.Absent,
            ExpiresAt: _options?.TimeToLive is { } time ? ExpiryTime.After(_time, time) : ObjectExpiry.Never);

        // A lease does not prevent a replacement: readers that view the old object in place keep it, and others have copies.
        int answer = _engine.PutIf(key, keyLength, bytes, size, config is null ? null : config.Pointer, in terms, out _);
        GC.KeepAlive(config);
        return answer;
    }

    /// <summary>Converts the return code to a result.</summary>
    /// <param name="session">The session.</param>
    /// <param name="key">The key.</param>
    /// <param name="answer">The engine's return code.</param>
    /// <param name="size">The object's size in bytes.</param>
    internal StoreResult Conclude<TKey>(StoreSession session, in TKey key, int answer, long size)
        where TKey : struct, IStoreKey<TKey>
    {
        if (answer == 0)
        {
            session.Telemetry.Calls.Wrote(size);
            return StoreResult.Done;
        }

        return answer != (int)StoreErrorCode.ObjectAlreadyExists
            ? StoreResult.Failed(session.PutError(answer, Operation, KeyText.ToText(in key), size))
            : IfExists == IfExists.Keep ? StoreResult.Kept
            : StoreResult.Failed(OperationErrors.Exists(KeyText.ToText(in key)));
    }
}
