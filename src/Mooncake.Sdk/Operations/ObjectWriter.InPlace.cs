using System.Runtime.CompilerServices;
using Mooncake.Backends;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Options;
using Mooncake.Serialization;

namespace Mooncake.Operations;

/// <content>On engines that support it: values are encoded in place, on the caller's thread, without a buffer in between.</content>
internal sealed unsafe partial class ObjectWriter<TKey, TValue>
{
    /// <summary>Stores one object.</summary>
    private StoreResult PutInPlace(in TKey key, in TValue value, PutOptions? options)
    {
        _session.ThrowIfClosed();
        int written = WriteInPlace(in key, in value, options, out StoreResult result);
        _session.Telemetry.Calls.Wrote(written);
        return result;
    }

    /// <summary>Stores a list, in groups the size of a native call, between which the deadline is checked.</summary>
    /// <param name="values">The items, normalized; at least one.</param>
    /// <param name="keyOf">Returns an item's key.</param>
    /// <param name="valueOf">Returns an item's value.</param>
    /// <param name="options">Replication and pins of all items, or null for the default.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private StoreBatch PutListInPlace<TItem>(
        IReadOnlyList<TItem> values, Func<TItem, TKey> keyOf, Func<TItem, TValue> valueOf, PutOptions? options)
    {
        _session.ThrowIfClosed();
        StoreResult[] results = new StoreResult[ItemList.SpanOf(values).Length];
        long deadline = results.Length > BatchLimits.Items ? _session.LimitFromNow : 0;
        for (int start = 0; start < results.Length; start += BatchLimits.Items)
        {
            if (start > 0 && _session.HasPassed(deadline))
            {
                FailUnfilled(values, keyOf, results, start, results.Length, OperationErrors.NotBegun(StoreOperation.Put, _session.Options));
                break;
            }

            int end = Math.Min(results.Length, start + BatchLimits.Items);
            ReadOnlySpan<TItem> all = ItemList.SpanOf(values);
            long written = 0;
            for (int i = start; i < end; i++)
            {
                if (TryKeyOf(keyOf, all[i], out TKey key, out results[i]))
                {
                    TValue value = valueOf(all[i]);
                    written += WriteInPlace(in key, in value, options, out results[i]);
                }
            }

            _session.Telemetry.Calls.Batch(StoreOperation.Put, end - start);
            _session.Telemetry.Calls.Wrote(written);
        }

        return new StoreBatch(results);
    }

    /// <summary>Allocates memory for an object, encodes it there, and publishes it.</summary>
    /// <returns>The bytes stored, 0 if it failed.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int WriteInPlace(in TKey key, in TValue value, PutOptions? options, out StoreResult result)
    {
        MemoryPackBuffer? bytes = null;
        if (!TryMeasure(in key, in value, StoreOperation.Put, ref bytes, out int size, out result))
        {
            return 0;
        }

        byte* text = stackalloc byte[RentalLayout.UsualKeyCapacity];
        StoreErrorCode code = KeyFormat.Into(in key, new Span<byte>(text, _keyCapacity), out int length);
        int stored = code == StoreErrorCode.Ok ? WriteInPlace(in key, text, length, in value, bytes, size, options?.Native, out result)
            : code == StoreErrorCode.KeyTooLong ? WriteLongKeyInPlace(in key, in value, bytes, size, options?.Native, out result)
            : Refuse(new WriteFault(code), in key, out result);
        bytes?.Dispose();
        return stored;
    }

    /// <summary>The same, for a long key.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int WriteLongKeyInPlace(
        in TKey key, in TValue value, MemoryPackBuffer? bytes, int size, ReplicateConfigBlock? config, out StoreResult result)
    {
        StoreErrorCode code = KeyScratch.Format(
            in key, stackalloc byte[KeyScratch.StackCapacity], _session.Options.MaxKeyBytes, out KeyScratch text);
        using (text)
        {
            fixed (byte* pointer = text.WithNul)
            {
                return code == StoreErrorCode.Ok
                    ? WriteInPlace(in key, pointer, text.Length, in value, bytes, size, config, out result)
                    : Refuse(new WriteFault(code), in key, out result);
            }
        }
    }

    /// <summary>The same, once the key's text is written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int WriteInPlace(
        in TKey key, byte* text, int length, in TValue value, MemoryPackBuffer? bytes, int size, ReplicateConfigBlock? config, out StoreResult result)
    {
        int answer = _inPlace!.StartPut(text, length, (nuint)size, config is null ? null : config.Pointer, out InPlacePut put);
        bool wasKept = answer == 0 && put.Bytes == null;
        try
        {
            if (put.Bytes != null)
            {
                ReadOnlySpan<byte> written = bytes is null ? default : bytes.WrittenBytes;
                WriteFault fault = _encoder.Encode(
                    in value, written, new ReadOnlySpan<byte>(text, length), new Span<byte>(put.Bytes, size));
                if (!fault.IsNone)
                {
                    return Refuse(fault, in key, out result);
                }

                answer = put.End();
                wasKept = answer == (int)StoreErrorCode.ObjectAlreadyExists;
            }
        }
        finally
        {
            put.Dispose();
            GC.KeepAlive(config);
        }

        result = wasKept ? StoreResult.Kept : answer == 0 ? StoreResult.Done : Failed(answer, StoreOperation.Put, in key, size);
        return answer == 0 && !wasKept ? size : 0;
    }

    private int Refuse(WriteFault fault, in TKey key, out StoreResult result)
    {
        result = Refuse(fault, StoreOperation.Put, in key);
        return 0;
    }
}
