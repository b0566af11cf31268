using Mooncake.Backends;

namespace Mooncake.Native;

public sealed unsafe partial class NativeStoreBackend
{
    /// <inheritdoc/>
    protected override int BatchPutFromCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        ReplicateConfig* config,
        Span<int> results)
    {
        using StoreCall call = _handle.Enter();
        if (!call.Entered)
        {
            return Refused;
        }

        // An array of nint is an array of pointers: what lies there is passed on as it lies.
        fixed (nint* keyArray = keys)
        fixed (nint* bufferArray = buffers)
        fixed (nuint* sizeArray = sizes)
        fixed (int* resultArray = results)
        {
            return _functions.BatchPutFrom(
                call.Store, (byte**)keyArray, (void**)bufferArray, sizeArray, (nuint)keys.Length, config, resultArray);
        }
    }

    /// <inheritdoc/>
    protected override int BatchGetIntoCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        Span<long> results)
    {
        using StoreCall call = _handle.Enter();
        if (!call.Entered)
        {
            return Refused;
        }

        fixed (nint* keyArray = keys)
        fixed (nint* bufferArray = buffers)
        fixed (nuint* sizeArray = sizes)
        fixed (long* resultArray = results)
        {
            return _functions.BatchGetInto(
                call.Store, (byte**)keyArray, (void**)bufferArray, sizeArray, (nuint)keys.Length, resultArray);
        }
    }

    /// <inheritdoc/>
    protected override int BatchIsExistCore(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, Span<int> results)
    {
        using StoreCall call = _handle.Enter();
        if (!call.Entered)
        {
            return Refused;
        }

        fixed (nint* keyArray = keys)
        fixed (int* resultArray = results)
        {
            return _functions.BatchIsExist(call.Store, (byte**)keyArray, (nuint)keys.Length, resultArray);
        }
    }
}
