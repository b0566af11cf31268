using System.Buffers;
using Mooncake.Backends;
using Mooncake.Integrity;

namespace Mooncake.Durable.Engine;

/// <content>Writes.</content>
internal sealed unsafe partial class ObjectStore
{
    private static readonly PutTerms IfAbsent = new(PutCondition.Absent);

    /// <summary>Stores an object, unless its key has one.</summary>
    /// <returns>0 or a negative code.</returns>
    internal int Put(byte* key, int length, void* value, nuint size, ReplicateConfig* config)
    {
        int answer = PutIf(key, length, value, size, config, in IfAbsent, out _);
        return answer == (int)StoreErrorCode.ObjectAlreadyExists ? 0 : answer;
    }

    /// <summary>Stores an object if a condition holds.</summary>
    internal int PutIf(byte* key, int length, void* value, nuint size, ReplicateConfig* config, in PutTerms terms, out ulong version)
    {
        version = 0;
        if (size > PutRequest.LargestObject)
        {
            return (int)StoreErrorCode.NoAvailableHandle;
        }

        PutOperation operation = new(RequestOf(key, length, value, size, config, in terms));
        _committer.Execute(operation);
        _rounds.KeepGoing();
        version = operation.Version;
        return operation.Answer;
    }

    /// <summary>Stores many objects whose keys have none.</summary>
    internal void PutMany(
        ReadOnlySpan<nint> keys, ReadOnlySpan<int> lengths, ReadOnlySpan<nint> values, ReadOnlySpan<nuint> sizes, ReplicateConfig* config, Span<int> results)
    {
        PutRequest[] requests = ArrayPool<PutRequest>.Shared.Rent(keys.Length);
        int[] answers = ArrayPool<int>.Shared.Rent(keys.Length);
        for (int i = 0; i < keys.Length; i++)
        {
            bool isTooLarge = sizes[i] > PutRequest.LargestObject;
            answers[i] = isTooLarge ? (int)StoreErrorCode.NoAvailableHandle : PutRequest.ToDo;
            requests[i] = isTooLarge ? default : RequestOf((byte*)keys[i], lengths[i], (void*)values[i], sizes[i], config, in IfAbsent);
        }

        _committer.Execute(new PutManyOperation(requests.AsMemory(0, keys.Length), answers.AsMemory(0, keys.Length)));
        for (int i = 0; i < keys.Length; i++)
        {
            results[i] = answers[i] is PutRequest.ToDo or PutRequest.Pending ? (int)StoreErrorCode.InternalError : answers[i];
        }

        ArrayPool<PutRequest>.Shared.Return(requests);
        ArrayPool<int>.Shared.Return(answers);
    }

    /// <summary>Removes an object.</summary>
    /// <returns>0, -704, -706 or another negative code.</returns>
    internal int Remove(byte* key, int length, bool force)
    {
        RemoveOperation operation = new(key, length, force);
        _committer.Execute(operation);
        return operation.Answer;
    }

    /// <summary>Removes an object and copies its bytes.</summary>
    internal long Take(byte* key, int length, void* buffer, nuint capacity, ulong version, out ObjectInfo info)
    {
        TakeOperation operation = new(key, length, buffer, capacity, version);
        _committer.Execute(operation);
        info = operation.Info;
        return operation.Answer;
    }

    /// <summary>Changes when an object expires.</summary>
    internal int SetExpiry(byte* key, int length, long expiresAt)
    {
        SetExpiryOperation operation = new(key, length, expiresAt);
        _committer.Execute(operation);
        _rounds.KeepGoing();
        return operation.Answer;
    }

    /// <summary>
    /// The sum is computed here, by the caller's thread, and not by the one that leads all writes. An object that can never fit is not
    /// read.
    /// </summary>
    private PutRequest RequestOf(byte* key, int length, void* value, nuint size, ReplicateConfig* config, in PutTerms terms) => new(
        (nint)key,
        length,
        (nint)value,
        size,
        MayFit((long)size, length) ? Crc32C.Append(0, new ReadOnlySpan<byte>(value, (int)size)) : 0,
        config != null && config->WithHardPin != 0,
        config != null && config->WithSoftPin != 0,
        terms);

    private bool MayFit(long size, int keyLength) =>
        _state.CapacityBytes == 0 || ObjectRecord.CostOf(size, keyLength) <= _state.CapacityBytes;
}
