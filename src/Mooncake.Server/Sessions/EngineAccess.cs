using System.Text;
using Mooncake.Backends;
using Mooncake.Server.Commands;
using Mooncake.Session;

namespace Mooncake.Server.Sessions;

/// <summary>The engine of the store that is served, with its capabilities.</summary>
internal sealed class EngineAccess
{
    private readonly StoreSession _session;

    /// <summary>Looks at a store's engine.</summary>
    /// <param name="store">The store.</param>
    /// <param name="options">The server's options.</param>
    internal EngineAccess(MooncakeStore store, RespServerOptions options)
    {
        Store = store;
        MaxReplyBytes = options.MaxReplyBytes;
        _session = store.Session;
        Backend = _session.Backend;
        Reader = Backend.GetCapability<IInPlaceReader>();
        Writer = _session.ConditionalWriter;
        Expiry = _session.Expiry;
        Scanner = _session.KeyScanner;
        Statistics = _session.Statistics;
        IsDirect = Backend.Traits.RoundTripIsFree && Writer is not null;
    }

    /// <summary>The store.</summary>
    internal MooncakeStore Store { get; }

    /// <summary>The engine.</summary>
    internal StoreBackend Backend { get; }

    /// <summary>True if commands call the engine on the connection's thread; false if they go through the store's pipeline.</summary>
    internal bool IsDirect { get; }

    /// <summary>Reading in place, or null.</summary>
    internal IInPlaceReader? Reader { get; }

    /// <summary>Conditional writes, or null.</summary>
    internal IConditionalWriter? Writer { get; }

    /// <summary>Expiry, or null.</summary>
    internal IExpiry? Expiry { get; }

    /// <summary>Lists of keys, or null.</summary>
    internal IKeyScanner? Scanner { get; }

    /// <summary>Statistics, or null.</summary>
    internal IStatisticsSource? Statistics { get; }

    /// <summary>The most bytes of replies to one batch of commands.</summary>
    internal long MaxReplyBytes { get; }

    /// <summary>The longest key in bytes.</summary>
    internal int MaxKeyBytes => _session.Options.MaxKeyBytes;

    /// <summary>The store's clock.</summary>
    internal TimeProvider Time => _session.Options.TimeProvider;

    /// <summary>Calls the engine on a thread of the pipeline.</summary>
    /// <param name="execute">The call; holds all memory that it needs, since it may run after the answer.</param>
    /// <returns>The error, or null if the call was made.</returns>
    internal async Task<StoreError?> RunOnLaneAsync(Func<StoreBackend, long> execute) =>
        (await _session.RunUnbatchedAsync(
            StoreOperation.None, key: null, execute, _session.DeadlineFromNow, CancellationToken.None).ConfigureAwait(false)).Error;

    /// <summary>The text of an error reply for an answer of the engine.</summary>
    /// <param name="answer">The negative code.</param>
    /// <param name="key">The key.</param>
    /// <param name="command">The command.</param>
    internal string ErrorText(long answer, ReadOnlySpan<byte> key, Command command) => (StoreErrorCode)answer switch
    {
        StoreErrorCode.NoAvailableHandle => "OOM command not allowed when used memory > 'maxmemory'.",
        StoreErrorCode.InvalidParams when key.Contains((byte)0) => "ERR the store cannot hold a key with a NUL byte",
        StoreErrorCode.EngineLacksCapability => $"ERR the store's engine lacks what '{command.Name}' needs",
        _ => "ERR " + _session.Error(answer, OperationOf(command), Encoding.UTF8.GetString(key)).Message,
    };

    /// <summary>The text of an error reply for an error of the SDK.</summary>
    internal static string ErrorText(StoreError error) =>
        error.Code == StoreErrorCode.NoAvailableHandle ? "OOM command not allowed when used memory > 'maxmemory'." : "ERR " + error.Message;

    private static StoreOperation OperationOf(Command command) =>
        (command.Flags & CommandFlags.Write) != 0 ? StoreOperation.Put : StoreOperation.Get;
}
