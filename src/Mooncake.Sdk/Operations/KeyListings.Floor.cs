using System.Runtime.CompilerServices;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Raw;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <content>The greatest key that is not above a given one.</content>
internal sealed partial class KeyListings
{
    private const int FirstKeyBytes = 256;

    /// <summary>Finds the greatest key of a template that is not above a given one.</summary>
    /// <param name="key">The given key; need not exist.</param>
    /// <param name="parts">The number of leading parts that both keys have in common; 0 for all keys of the template.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal ValueTask<StoreResult<TKey>> FloorAsync<TKey>(TKey key, int parts, CancellationToken cancellationToken)
        where TKey : struct, IStoreKey<TKey>
    {
        StoreError? refusal = Prefix(in key, parts, StoreOperation.Floor, out byte[] prefix);
        refusal = WholeKey(in key, StoreOperation.Floor, out byte[] at) ?? refusal;
        return FloorAsync<TKey, TKey>(key, prefix, at, TKey.TryParse, refusal, cancellationToken);
    }

    /// <summary>Finds the greatest key of any type that begins with a prefix and is not above a given key.</summary>
    /// <param name="key">The given key; need not exist.</param>
    /// <param name="prefix">The prefix; may be empty.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal ValueTask<StoreResult<string>> FloorAsync(RawKey key, string prefix, CancellationToken cancellationToken)
    {
        StoreError? refusal = TextOf(prefix, StoreOperation.Floor, out byte[] text);
        refusal = WholeKey(in key, StoreOperation.Floor, out byte[] at) ?? refusal;
        return FloorAsync<RawKey, string>(key, text, at, TryParse, refusal, cancellationToken);
    }

    /// <remarks>Each step passes over one key that the parser rejects. All steps have one deadline.</remarks>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<StoreResult<TFound>> FloorAsync<TKey, TFound>(
        TKey key, byte[] prefix, byte[] at, KeyParser<TFound> parser, StoreError? refusal, CancellationToken cancellationToken)
        where TKey : struct, IStoreKey<TKey>
    {
        Cancellation.ThrowIfRequested(StoreOperation.Floor, cancellationToken);
        session.ThrowIfClosed();
        if (refusal is not null)
        {
            return StoreResult<TFound>.Failed(refusal);
        }

        if (session.KeyScanner is not { } scanner)
        {
            return StoreResult<TFound>.Failed(CapabilityErrors.Of(StoreOperation.Floor).WithKey(KeyText.ToText(in key)));
        }

        long deadline = session.DeadlineFromNow;
        byte[] found = new byte[FirstKeyBytes];
        bool isInclusive = true;
        while (true)
        {
            // An abandoned call may still read and write these.
            (byte[] bound, bool includesBound, byte[] buffer) = (at, isInclusive, found);
            BackendResult answer = await session.RunUnbatchedAsync(
                StoreOperation.Floor,
                KeyText.ToText(in key),
                _ => scanner.FloorKey(prefix, bound, includesBound, buffer),
                deadline,
                cancellationToken).On(session.Threads);
            if (answer is { Error: null, Number: (int)StoreErrorCode.ObjectNotFound })
            {
                return StoreResult<TFound>.MissingAt(in key);
            }

            if (answer is not { Error: null, Number: >= 0 and var length })
            {
                return StoreResult<TFound>.Failed(
                    answer.Error ?? session.Error(answer.Number, StoreOperation.Floor, KeyText.ToText(in key)));
            }

            if (length > found.Length)
            {
                found = new byte[length];
            }
            else if (parser(found.AsSpan(0, (int)length), out TFound floor))
            {
                return StoreResult<TFound>.Found(floor);
            }
            else
            {
                (at, isInclusive) = (found.AsSpan(0, (int)length).ToArray(), false);
            }
        }
    }
}
