namespace Mooncake.Durable.Engine;

/// <summary>Stores an object.</summary>
/// <param name="request">The object.</param>
internal sealed class PutOperation(PutRequest request) : WriteOperation
{
    private readonly PutRequest _request = request;
    private ulong _version;

    /// <summary>0, -705 if an object existed and had to be absent, or another negative code.</summary>
    internal int Answer { get; private set; } = (int)StoreErrorCode.InternalError;

    /// <summary>The version of the object that was stored; 0 if none was.</summary>
    internal ulong Version => Answer == 0 ? _version : 0;

    /// <inheritdoc/>
    internal override long Bytes => (long)_request.Size;

    /// <inheritdoc/>
    internal override void Apply(WriteGroup group) => Answer = _request.Apply(this, group, out _version);

    /// <inheritdoc/>
    internal override void Settle(int answer) => Answer = answer;
}
