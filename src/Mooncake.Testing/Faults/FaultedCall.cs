using System.Text;
using Mooncake.Backends;

namespace Mooncake.Testing;

/// <summary>One call to which rules apply: injects their faults, in the plan's order, and records them in the trace.</summary>
internal sealed unsafe class FaultedCall
{
    /// <summary>The code of an item whose result must not be set.</summary>
    internal const int Omitted = int.MinValue;

    private readonly FaultBackend _backend;
    private readonly StoreCalls _call;
    private readonly List<(int Rule, long Number)> _strikes = [];

    /// <summary>Creates a call without faults.</summary>
    /// <param name="backend">The backend that is called.</param>
    /// <param name="call">The call.</param>
    internal FaultedCall(FaultBackend backend, StoreCalls call)
    {
        _backend = backend;
        _call = call;
    }

    /// <summary>Adds a rule that applies to the call.</summary>
    /// <param name="rule">Its index in the plan.</param>
    /// <param name="number">The call's number among those that the rule counts.</param>
    internal void Add(int rule, long number) => _strikes.Add((rule, number));

    /// <summary>Applies delays, hangs and failures of the whole call.</summary>
    /// <param name="key">The key of a call that has one, otherwise empty.</param>
    /// <returns>0 to continue with the call, otherwise its return code.</returns>
    internal int Before(ReadOnlySpan<byte> key = default)
    {
        foreach ((int rule, long number) in _strikes)
        {
            Fault fault = FaultOf(rule);
            switch (fault.Kind)
            {
                case FaultKind.Delay:
                    Record(rule, number, FaultDraw.WholeCall, key, fault.Value);
                    _backend.Delay(TimeSpan.FromTicks(fault.Value));
                    break;
                case FaultKind.Hang:
                    Record(rule, number, FaultDraw.WholeCall, key, 0);
                    if (!_backend.Hang(fault.Gate))
                    {
                        return (int)StoreErrorCode.RpcFail;
                    }

                    break;
                case FaultKind.Fail:
                    Record(rule, number, FaultDraw.WholeCall, key, fault.Value);
                    return (int)fault.Value;
            }
        }

        return 0;
    }

    /// <summary>Fails or omits an item.</summary>
    /// <param name="item">Its index.</param>
    /// <param name="key">Its key.</param>
    /// <returns>0 to continue with the item, <see cref="Omitted"/>, or its return code.</returns>
    internal int Refuse(int item, ReadOnlySpan<byte> key)
    {
        foreach ((int rule, long number) in _strikes)
        {
            Fault fault = FaultOf(rule);
            if (fault.Kind is FaultKind.FailItems or FaultKind.OmitItems && Chooses(rule, number, item, key))
            {
                Record(rule, number, item, key, fault.Value);
                return fault.Kind == FaultKind.OmitItems ? Omitted : (int)fault.Value;
            }
        }

        return 0;
    }

    /// <summary>Creates the wrong bytes to store in place of a value.</summary>
    /// <param name="item">The item's index.</param>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="size">The value's size, at least 1.</param>
    /// <param name="registerWith">The store to register them with, or null.</param>
    /// <returns>The bytes, to be disposed of after the call; null to store the value unchanged.</returns>
    internal NativeCopy? CorruptValue(int item, ReadOnlySpan<byte> key, void* value, nuint size, StoreBackend? registerWith)
    {
        NativeCopy? copy = null;
        foreach ((int rule, long number) in _strikes)
        {
            if (FaultOf(rule).Kind == FaultKind.CorruptWrite && Chooses(rule, number, item, key))
            {
                copy ??= new NativeCopy(value, size, registerWith);
                Flip(rule, number, item, key, copy.Bytes, size);
            }
        }

        return copy;
    }

    /// <summary>Copies the content of a destination, if too few bytes must be returned for the item.</summary>
    /// <param name="item">The item's index.</param>
    /// <param name="key">Its key.</param>
    /// <param name="destination">The destination of the object.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <returns>The copy, to be disposed of after the call; null if it is not needed.</returns>
    internal NativeCopy? Keep(int item, ReadOnlySpan<byte> key, void* destination, nuint size)
    {
        foreach ((int rule, long number) in _strikes)
        {
            if (FaultOf(rule).Kind == FaultKind.AnswerShort && size > 0 && Chooses(rule, number, item, key))
            {
                return new NativeCopy(destination, size);
            }
        }

        return null;
    }

    /// <summary>Damages an object that was read: truncates it or flips its bits.</summary>
    /// <param name="item">The item's index.</param>
    /// <param name="key">Its key.</param>
    /// <param name="destination">The object's bytes.</param>
    /// <param name="kept">The previous content, from <see cref="Keep"/>.</param>
    /// <param name="answer">The store's return code.</param>
    /// <returns>The item's return code.</returns>
    internal long Spoil(int item, ReadOnlySpan<byte> key, byte* destination, NativeCopy? kept, long answer)
    {
        foreach ((int rule, long number) in _strikes)
        {
            Fault fault = FaultOf(rule);
            if (answer <= 0 || fault.Kind is not (FaultKind.AnswerShort or FaultKind.CorruptRead) || !Chooses(rule, number, item, key))
            {
                continue;
            }

            if (fault.Kind == FaultKind.CorruptRead)
            {
                Flip(rule, number, item, key, destination, (nuint)answer);
                continue;
            }

            long shorter = Math.Max(1, answer - fault.Value);
            Record(rule, number, item, key, answer - shorter);
            if (kept is not null)
            {
                // The bytes reported as missing must not be in the destination either.
                Buffer.MemoryCopy(kept.Bytes + shorter, destination + shorter, (long)kept.Size - shorter, answer - shorter);
            }

            answer = shorter;
        }

        return answer;
    }

    /// <summary>Replaces the return code of a call that was executed.</summary>
    /// <param name="answer">The store's return code.</param>
    /// <param name="key">The key of a call that has one, otherwise empty.</param>
    /// <returns>The call's return code.</returns>
    internal long After(long answer, ReadOnlySpan<byte> key = default)
    {
        foreach ((int rule, long number) in _strikes)
        {
            Fault fault = FaultOf(rule);
            if (fault.Kind == FaultKind.FailAfter)
            {
                Record(rule, number, FaultDraw.WholeCall, key, fault.Value);
                return fault.Value;
            }
        }

        return answer;
    }

    private Fault FaultOf(int rule) => _backend.Plan.Rules[rule].Fault;

    private bool Chooses(int ruleIndex, long number, int item, ReadOnlySpan<byte> key)
    {
        FaultRule rule = _backend.Plan.Rules[ruleIndex];
        return (rule.Items is null || rule.Items.Contains(item))
            && (rule.KeyFilter is null || rule.KeyFilter(key))
            && FaultDraw.Strikes(rule.ItemProbability, _backend.Plan.Seed, ruleIndex, number, item);
    }

    private void Flip(int rule, long number, int item, ReadOnlySpan<byte> key, byte* bytes, nuint size)
    {
        ulong bits = (ulong)size * 8;
        ulong run = Math.Min((ulong)FaultOf(rule).Value, bits);
        ulong first = FaultDraw.Place(bits - run + 1, _backend.Plan.Seed, rule, number, item);
        for (ulong bit = first; bit < first + run; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (int)(bit % 8));
        }

        Record(rule, number, item, key, (long)first);
    }

    private void Record(int rule, long number, int item, ReadOnlySpan<byte> key, long value) =>
        _backend.Record(new InjectedFault(
            _call, rule, number, FaultOf(rule).Kind, item, key.IsEmpty ? null : Encoding.UTF8.GetString(key), value));
}
