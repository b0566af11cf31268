using System.Runtime.CompilerServices;
using Mooncake.Backends;
using Mooncake.Buffers;
using Mooncake.Errors;
using Mooncake.Keys;

namespace Mooncake.Operations;

/// <content>Where the engine offers it: objects are decoded where they lie, on the caller's thread, without a buffer in between.</content>
internal sealed unsafe partial class ObjectReader<TKey, TValue>
{
    /// <summary>
    /// What <see cref="ReadInPlace(in TKey, out StoreResult{TValue})"/> answers for an object that the engine has to fetch first.
    /// </summary>
    private const int Elsewhere = -1;

    /// <summary>Reads one object.</summary>
    /// <param name="key">The key.</param>
    /// <param name="result">The result, if there is one.</param>
    /// <returns>
    /// False if a buffer is needed and none is free at once, the key is longer than most, or the engine has to fetch the object first: the
    /// general way is to be gone.
    /// </returns>
    private bool TryGetInPlace(in TKey key, out StoreResult<TValue> result)
    {
        if (_decoder.KeepsBuffer)
        {
            return TryCopy(in key, out result);
        }

        int read = ReadInPlace(in key, out result);
        if (read == Elsewhere)
        {
            return false;
        }

        _session.Telemetry.Calls.Read(read);
        return true;
    }

    /// <summary>Reads one object that its value needs a copy of, in a rental of its size.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryCopy(in TKey key, out StoreResult<TValue> result)
    {
        result = default;
        byte* text = stackalloc byte[RentalLayout.UsualKeyCapacity];
        if (KeyFormat.Into(in key, new Span<byte>(text, _keyCapacity), out int length) != StoreErrorCode.Ok)
        {
            return false;
        }

        RentedBuffer buffer = default;
        long answer = _inPlace!.View(text, length, out ObjectView view);
        try
        {
            if (answer is < 0 or > RentalLayout.MaxObjectCapacity)
            {
                result = ConcludeSize(in key, answer);
                return true;
            }

            // Nobody waits for a buffer while holding a view: that would hold the object's memory as well.
            if (answer == 0 || !_session.Pool.TryRent((nint)answer, Tag, out buffer, out _))
            {
                return false;
            }

            _session.Telemetry.Calls.Read(answer);
            result = LogIfFailed(_decoder.DecodeCopy(ref buffer, new ReadOnlySpan<byte>(view.Bytes, (int)answer), new ReadOnlySpan<byte>(text, length), in key));
            return true;
        }
        finally
        {
            view.Dispose();
            if (!buffer.IsDefault)
            {
                buffer.Return();
            }
        }
    }

    /// <summary>Reads a list, a batch's number of objects at a time, between which the time is looked at.</summary>
    /// <param name="keys">The keys, normalized; at least one.</param>
    /// <param name="elsewhere">
    /// How many results are missing, marked with <see cref="AskAlone"/>: the engine has to fetch their objects.
    /// </param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private StoreResult<TValue>[] GetListInPlace(IReadOnlyList<TKey> keys, out int elsewhere)
    {
        elsewhere = 0;
        _session.ThrowIfClosed();
        StoreResult<TValue>[] results = new StoreResult<TValue>[ItemList.SpanOf(keys).Length];
        long deadline = results.Length > BatchLimits.Items ? _session.LimitFromNow : 0;
        for (int start = 0; start < results.Length; start += BatchLimits.Items)
        {
            if (start > 0 && _session.HasPassed(deadline))
            {
                FailUnfilled(keys, results, start, results.Length, OperationErrors.NotBegun(StoreOperation.Get, _session.Options));
                break;
            }

            int end = Math.Min(results.Length, start + BatchLimits.Items);
            ReadOnlySpan<TKey> all = ItemList.SpanOf(keys);
            long read = 0;
            int here = end - start;
            for (int i = start; i < end; i++)
            {
                int bytes = ReadInPlace(in all[i], out results[i]);
                read += Math.Max(bytes, 0);
                here -= bytes == Elsewhere ? 1 : 0;
            }

            elsewhere += end - start - here;
            if (here > 0)
            {
                _session.Telemetry.Calls.Batch(StoreOperation.Get, here);
                _session.Telemetry.Calls.Read(read);
            }
        }

        return results;
    }

    /// <summary>Finds an object and decodes it.</summary>
    /// <returns>The bytes read, 0 if there is no object; or <see cref="Elsewhere"/>.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadInPlace(in TKey key, out StoreResult<TValue> result)
    {
        byte* text = stackalloc byte[RentalLayout.UsualKeyCapacity];
        StoreErrorCode code = KeyFormat.Into(in key, new Span<byte>(text, _keyCapacity), out int length);
        return code == StoreErrorCode.Ok ? ReadInPlace(in key, text, length, out result)
            : code == StoreErrorCode.KeyTooLong ? ReadLongKeyInPlace(in key, out result)
            : Refuse(code, in key, out result);
    }

    /// <summary>The same, where the key's text is longer than most.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadLongKeyInPlace(in TKey key, out StoreResult<TValue> result)
    {
        StoreErrorCode code = KeyScratch.Format(
            in key, stackalloc byte[KeyScratch.StackCapacity], _session.Options.MaxKeyBytes, out KeyScratch text);
        using (text)
        {
            fixed (byte* pointer = text.WithNul)
            {
                return code == StoreErrorCode.Ok ? ReadInPlace(in key, pointer, text.Length, out result) : Refuse(code, in key, out result);
            }
        }
    }

    /// <summary>The same, once the key's text is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ReadInPlace(in TKey key, byte* text, int length, out StoreResult<TValue> result)
    {
        long answer = _inPlace!.View(text, length, out ObjectView view);
        try
        {
            if (answer is < 0 or > RentalLayout.MaxObjectCapacity)
            {
                result = ConcludeSize(in key, answer);
                return 0;
            }

            if (answer == 0)
            {
                result = StoreResult<TValue>.Failed(AskAlone);
                return Elsewhere;
            }

            _estimate.Saw((int)answer);
            RentedBuffer none = default;
            result = Decode(ref none, new ReadOnlySpan<byte>(view.Bytes, (int)answer), new ReadOnlySpan<byte>(text, length), in key);
            return (int)answer;
        }
        finally
        {
            view.Dispose();
        }
    }

    private int Refuse(StoreErrorCode code, in TKey key, out StoreResult<TValue> result)
    {
        result = RefuseKey(code, in key);
        return 0;
    }
}
