using System.Text;
using Mooncake.Backends;

namespace Mooncake.Testing;

/// <summary>One call that rules strike: carries their faults out, in the plan's order, and writes them to the trace.</summary>
internal sealed unsafe class FaultedCall
{
    /// <summary>The refusal of an item that is to be left unanswered.</summary>
    internal const int Omitted = int.MinValue;

    private readonly FaultBackend _backend;
    private readonly StoreCalls _call;
    private readonly List<(int Rule, long Number)> _strikes = [];

    /// <summary>Begins with no strike.</summary>
    /// <param name="backend">The backend that is called.</param>
    /// <param name="call">The call.</param>
    internal FaultedCall(FaultBackend backend, StoreCalls call)
    {
        _backend = backend;
        _call = call;
    }

    /// <summary>Adds a rule that strikes the call.</summary>
    /// <param name="rule">Its place in the plan.</param>
    /// <param name="number">The call's number among those that the rule counts.</param>
    internal void Add(int rule, long number) => _strikes.Add((rule, number));

    /// <summary>Delays, hangs and fails the call as a whole.</summary>
    /// <param name="key">The key of a call that has one, else empty.</param>
    /// <returns>0 if the call is to go on, else what it answers.</returns>
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
    /// <param name="item">Its place.</param>
    /// <param name="key">Its key.</param>
    /// <returns>0 if the item is to go on, <see cref="Omitted"/>, or the code that it answers.</returns>
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

    /// <summary>Makes the wrong bytes that are to be stored in place of a value.</summary>
    /// <param name="item">The item's place.</param>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="size">The value's size, at least 1.</param>
    /// <param name="registerWith">The store to register them with, or null.</param>
    /// <returns>The bytes, to be disposed of after the call; null if the value is to go as it is.</returns>
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

    /// <summary>Keeps what a destination holds, if the item is to be answered short.</summary>
    /// <param name="item">The item's place.</param>
    /// <param name="key">Its key.</param>
    /// <param name="destination">Where the object will go.</param>
    /// <param name="size">The room there.</param>
    /// <returns>What it holds, to be disposed of after the call; null if the item is not to be answered short.</returns>
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

    /// <summary>Spoils an object that arrived: cuts it, flips its bits.</summary>
    /// <param name="item">The item's place.</param>
    /// <param name="key">Its key.</param>
    /// <param name="destination">Where the object is.</param>
    /// <param name="kept">What was there before, from <see cref="Keep"/>.</param>
    /// <param name="answer">What the store answered.</param>
    /// <returns>What the item answers.</returns>
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
                // The bytes that are said not to have come must not be there either.
                Buffer.MemoryCopy(kept.Bytes + shorter, destination + shorter, (long)kept.Size - shorter, answer - shorter);
            }

            answer = shorter;
        }

        return answer;
    }

    /// <summary>Loses the answer of a call that was carried out.</summary>
    /// <param name="answer">What the store answered.</param>
    /// <param name="key">The key of a call that has one, else empty.</param>
    /// <returns>What the call answers.</returns>
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
