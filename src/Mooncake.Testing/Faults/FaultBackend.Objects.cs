using Mooncake.Backends;

namespace Mooncake.Testing;

public sealed unsafe partial class FaultBackend
{
    /// <inheritdoc/>
    protected override int PutCore(byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config)
    {
        FaultedCall? faults = Meet(StoreCalls.Put, key, keyLength);
        if (faults is null)
        {
            return base.PutCore(key, keyLength, value, size, config);
        }

        ReadOnlySpan<byte> name = new(key, keyLength);
        int refusal = RefuseSingle(faults, name);
        if (refusal != 0)
        {
            return refusal;
        }

        using NativeCopy? wrong = faults.CorruptValue(0, name, value, size, registerWith: null);
        return (int)faults.After(base.PutCore(key, keyLength, wrong is null ? value : wrong.Bytes, size, config), name);
    }

    /// <inheritdoc/>
    protected override int PutFromCore(byte* key, int keyLength, void* buffer, nuint size, ReplicateConfig* config)
    {
        FaultedCall? faults = Meet(StoreCalls.PutFrom, key, keyLength);
        if (faults is null)
        {
            return base.PutFromCore(key, keyLength, buffer, size, config);
        }

        ReadOnlySpan<byte> name = new(key, keyLength);
        int refusal = RefuseSingle(faults, name);
        if (refusal != 0)
        {
            return refusal;
        }

        using NativeCopy? wrong = faults.CorruptValue(0, name, buffer, size, Inner);
        if (wrong is not null && wrong.RegistrationAnswer != 0)
        {
            return wrong.RegistrationAnswer;
        }

        return (int)faults.After(base.PutFromCore(key, keyLength, wrong is null ? buffer : wrong.Bytes, size, config), name);
    }

    /// <inheritdoc/>
    protected override long GetIntoCore(byte* key, int keyLength, void* buffer, nuint size)
    {
        FaultedCall? faults = Meet(StoreCalls.GetInto, key, keyLength);
        if (faults is null)
        {
            return base.GetIntoCore(key, keyLength, buffer, size);
        }

        ReadOnlySpan<byte> name = new(key, keyLength);
        int refusal = RefuseSingle(faults, name);
        if (refusal != 0)
        {
            return refusal;
        }

        using NativeCopy? kept = faults.Keep(0, name, buffer, size);
        long answer = base.GetIntoCore(key, keyLength, buffer, size);
        return faults.After(faults.Spoil(0, name, (byte*)buffer, kept, answer), name);
    }

    /// <inheritdoc/>
    protected override int IsExistCore(byte* key, int keyLength)
    {
        FaultedCall? faults = Meet(StoreCalls.IsExist, key, keyLength);
        if (faults is null)
        {
            return base.IsExistCore(key, keyLength);
        }

        ReadOnlySpan<byte> name = new(key, keyLength);
        int refusal = RefuseSingle(faults, name);
        return refusal != 0 ? refusal : (int)faults.After(base.IsExistCore(key, keyLength), name);
    }

    /// <inheritdoc/>
    protected override long GetSizeCore(byte* key, int keyLength)
    {
        FaultedCall? faults = Meet(StoreCalls.GetSize, key, keyLength);
        if (faults is null)
        {
            return base.GetSizeCore(key, keyLength);
        }

        ReadOnlySpan<byte> name = new(key, keyLength);
        int refusal = RefuseSingle(faults, name);
        if (refusal != 0)
        {
            return refusal;
        }

        long answer = faults.Spoil(0, name, destination: null, kept: null, base.GetSizeCore(key, keyLength));
        return faults.After(answer, name);
    }

    /// <inheritdoc/>
    protected override int RemoveCore(byte* key, int keyLength, bool force)
    {
        FaultedCall? faults = Meet(StoreCalls.Remove, key, keyLength);
        if (faults is null)
        {
            return base.RemoveCore(key, keyLength, force);
        }

        ReadOnlySpan<byte> name = new(key, keyLength);
        int refusal = RefuseSingle(faults, name);
        return refusal != 0 ? refusal : (int)faults.After(base.RemoveCore(key, keyLength, force), name);
    }

    /// <inheritdoc/>
    protected override long RemoveByRegexCore(byte* pattern, int patternLength, bool force)
    {
        FaultedCall? faults = Meet(StoreCalls.RemoveByRegex, pattern, patternLength);
        if (faults is null)
        {
            return base.RemoveByRegexCore(pattern, patternLength, force);
        }

        ReadOnlySpan<byte> text = new(pattern, patternLength);
        int refusal = RefuseSingle(faults, text);
        return refusal != 0 ? refusal : faults.After(base.RemoveByRegexCore(pattern, patternLength, force), text);
    }

    /// <inheritdoc/>
    protected override long RemoveAllCore(bool force)
    {
        FaultedCall? faults = Meet(StoreCalls.RemoveAll);
        if (faults is null)
        {
            return base.RemoveAllCore(force);
        }

        int refusal = RefuseSingle(faults, key: default);
        return refusal != 0 ? refusal : faults.After(base.RemoveAllCore(force));
    }

    // A call that is not a batch is a batch of one; the contract reports an omitted item as -1.
    private static int RefuseSingle(FaultedCall faults, ReadOnlySpan<byte> key)
    {
        int refusal = faults.Before(key);
        if (refusal == 0)
        {
            refusal = faults.Refuse(0, key);
        }

        return refusal == FaultedCall.Omitted ? (int)StoreErrorCode.InternalError : refusal;
    }
}
