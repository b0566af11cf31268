namespace Mooncake.Durable.Tests.Linearizability;

/// <summary>What a key holds in the model: nothing, or a value with its version. Equal by value.</summary>
/// <param name="Value">The value; 0 if there is no object.</param>
/// <param name="Version">Its version.</param>
internal readonly record struct KeyState(int Value, ulong Version)
{
    private const long NotFound = (int)StoreErrorCode.ObjectNotFound;
    private const long Exists = (int)StoreErrorCode.ObjectAlreadyExists;
    private const long Changed = (int)StoreErrorCode.ObjectChanged;

    private bool IsThere => Value != 0;

    /// <summary>Carries out a call whose answer is not known.</summary>
    /// <param name="call">The call.</param>
    /// <returns>The state afterwards.</returns>
    internal KeyState AfterOpen(RecordedCall call) => call.Kind switch
    {
        CallKind.PutIfAbsent => IsThere ? this : new KeyState(call.Value, Version: 0),
        CallKind.Replace => new KeyState(call.Value, Version: 0),
        CallKind.Remove or CallKind.Take => default,
        _ => this,
    };

    /// <summary>Carries out a call.</summary>
    /// <param name="call">The call, with the answer that it had.</param>
    /// <param name="vanishing">How the object may be gone.</param>
    /// <returns>The state afterwards; null if the call could not have had its answer.</returns>
    internal KeyState? After(RecordedCall call, Vanishing vanishing)
    {
        KeyState stored = new(call.Value, call.Version);
        KeyState none = default;
        bool canBeMissing = !IsThere || vanishing != Vanishing.Never;
        return call.Kind switch
        {
            CallKind.PutIfAbsent when call.Answer == 0 => canBeMissing ? stored : null,
            CallKind.PutIfAbsent => call.Answer == Exists && IsThere ? this : null,
            CallKind.Replace => call.Answer == 0 ? stored : null,
            _ when call.Answer == NotFound => !canBeMissing ? null : vanishing == Vanishing.Expired ? this : none,
            CallKind.ReplaceIfUnchanged when call.Answer == 0 => IsThere && call.Expected == Version ? stored : null,
            CallKind.ReplaceIfUnchanged => call.Answer == Changed && IsThere && call.Expected != Version ? this : null,
            CallKind.Get => Shows(call) ? this : null,
            CallKind.GetVersioned => Shows(call) && call.Version == Version ? this : null,
            CallKind.Exists => call.Answer > 0 && IsThere ? this : null,
            CallKind.Take => Shows(call) && call.Version == Version ? none : null,
            CallKind.Remove => call.Answer == 0 && IsThere ? none : null,
            CallKind.SetExpiry => call.Answer == 0 && IsThere ? this : null,
            _ => null,
        };
    }

    private bool Shows(RecordedCall call) => call.Answer > 0 && IsThere && call.Seen == Value;
}
