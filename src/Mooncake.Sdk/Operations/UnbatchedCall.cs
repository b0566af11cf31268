using Mooncake.Backends;
using Mooncake.Pipeline;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <summary>Any call of the backend on its way through the pipeline; for rare calls, which are not pooled.</summary>
internal sealed class UnbatchedCall : ResultCall<BackendResult>
{
    private readonly Func<StoreBackend, long> _execute;
    private readonly string? _key;

    /// <summary>Creates a call.</summary>
    /// <param name="session">The session.</param>
    /// <param name="operation">The operation, for errors.</param>
    /// <param name="key">The key, for errors, or null.</param>
    /// <param name="execute">
    /// The call for a lane; references all memory that it needs, because it may run after the caller has completed.
    /// </param>
    /// <param name="deadline">The caller's deadline.</param>
    internal UnbatchedCall(StoreSession session, StoreOperation operation, string? key, Func<StoreBackend, long> execute, long deadline)
        : base(session)
    {
        Operation = operation;
        _key = key;
        _execute = execute;
        Kind = CallKind.Unbatched;
        Deadline = deadline;
    }

    /// <inheritdoc/>
    internal override bool TellsOfMaster => Operation != StoreOperation.Health;

    /// <inheritdoc/>
    protected override StoreOperation Operation { get; }

    /// <inheritdoc/>
    internal override long Execute(StoreBackend backend) => _execute(backend);

    /// <inheritdoc/>
    protected override BackendResult Finish(long answer) => new(answer, null);

    /// <inheritdoc/>
    protected override BackendResult Fail() => new(0, PipelineErrors.Of(this, Operation, _key, Session.Options));
}
