using System.Diagnostics;

namespace Mooncake.Embedded.Regex;

/// <summary>
/// Searches inputs for one pattern by backtracking, with its own stack (an input cannot exhaust the thread's), a limit of steps for each
/// input and a time budget for all of them together. For one thread.
/// </summary>
internal sealed class BytePatternMatcher
{
    private const int StepsPerCheck = 4096;

    /// <summary>The step limit of every input, some milliseconds: a pattern that needs more for one key backtracks without end.</summary>
    private const long StepsPerInput = 1 << 20;

    /// <summary>The additional steps for each byte of an input.</summary>
    private const long StepsPerByte = 64;

    // 64 MiB: beyond this size a pattern counts as too costly, like one that takes too long.
    private const int MaxStack = 8 << 20;
    private const int Unset = -1;

    private readonly BytePattern _pattern;
    private readonly int[] _registers;
    private readonly long _deadline;
    private (int Target, int Place)[] _stack = new (int, int)[64];
    private int _depth;
    private int _steps;
    private long _stepsLeft;

    /// <summary>Prepares a search.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="budget">The time limit for all inputs, in real time from now.</param>
    internal BytePatternMatcher(BytePattern pattern, TimeSpan budget)
    {
        _pattern = pattern;
        _registers = new int[pattern.Registers];
        _deadline = Stopwatch.GetTimestamp() + (long)(budget.TotalSeconds * Stopwatch.Frequency);
    }

    /// <summary>True once an input took too many steps, or all inputs too long: the results are then meaningless.</summary>
    internal bool IsTooCostly { get; private set; }

    /// <summary>True if the input contains a match anywhere; false also if a limit is exceeded.</summary>
    internal bool IsMatch(ReadOnlySpan<byte> input)
    {
        _stepsLeft = StepsPerInput + (StepsPerByte * input.Length);
        CountSteps(1);
        for (int start = 0; start <= input.Length && !IsTooCostly; start++)
        {
            if (_pattern.Prefix.Length > 0)
            {
                int found = input[start..].IndexOf(_pattern.Prefix);
                if (found < 0)
                {
                    return false;
                }

                start += found;
            }

            Array.Fill(_registers, Unset);
            _depth = 0;
            if (Run(input, 0, start))
            {
                return !IsTooCostly;
            }

            if (_pattern.IsAnchored)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Runs from an instruction to its <see cref="PatternOperation.Match"/>; look-aheads recurse as deeply as they nest.</summary>
    private bool Run(ReadOnlySpan<byte> input, int instruction, int place)
    {
        int bottom = _depth;
        PatternInstruction[] program = _pattern.Program;
        while (!IsTooCostly)
        {
            CountSteps(1);
            PatternInstruction current = program[instruction];
            bool goesOn = true;
            switch (current.Operation)
            {
                case PatternOperation.Match:
                    return true;
                case PatternOperation.Byte:
                    goesOn = place < input.Length && input[place++] == current.First;
                    instruction++;
                    break;
                case PatternOperation.Set:
                    goesOn = place < input.Length && _pattern.Sets[current.First].Contains(input[place++]);
                    instruction++;
                    break;
                case PatternOperation.Split:
                    Push(current.Second, place);
                    instruction = current.First;
                    break;
                case PatternOperation.Jump:
                    instruction = current.First;
                    break;
                case PatternOperation.Note:
                    Note(current.First, place);
                    instruction++;
                    break;
                case PatternOperation.RequireProgress:
                    goesOn = place != _registers[current.First];
                    instruction++;
                    break;
                case PatternOperation.BackReference:
                    goesOn = TryTakeAgain(input, current.First, ref place);
                    instruction++;
                    break;
                case PatternOperation.LookAhead:
                case PatternOperation.NegativeLookAhead:
                    goesOn = LooksAhead(input, instruction + 1, place) == (current.Operation == PatternOperation.LookAhead);
                    instruction = current.First;
                    break;
                default:
                    goesOn = Holds(current.Operation, input, place);
                    instruction++;
                    break;
            }

            if (!goesOn && !TryGoBack(bottom, out instruction, out place))
            {
                return false;
            }
        }

        return false;
    }

    private static bool Holds(PatternOperation assertion, ReadOnlySpan<byte> input, int place)
    {
        if (assertion == PatternOperation.Start)
        {
            return place == 0;
        }

        if (assertion == PatternOperation.End)
        {
            return place == input.Length;
        }

        bool before = place > 0 && ByteSet.WordBytes.Contains(input[place - 1]);
        bool after = place < input.Length && ByteSet.WordBytes.Contains(input[place]);
        return (before != after) == (assertion == PatternOperation.WordEdge);
    }

    private bool TryTakeAgain(ReadOnlySpan<byte> input, int group, ref int place)
    {
        (int start, int end) = (_registers[group * 2], _registers[(group * 2) + 1]);
        if (start == Unset || end == Unset || end < start || end - start > input.Length - place)
        {
            return false;
        }

        // Repeated long captures count as work as well.
        int length = end - start;
        CountSteps(length / 16);
        if (!input.Slice(place, length).SequenceEqual(input.Slice(start, length)))
        {
            return false;
        }

        place += length;
        return true;
    }

    private bool LooksAhead(ReadOnlySpan<byte> input, int instruction, int place)
    {
        int bottom = _depth;
        int[] before = [.. _registers];
        bool matches = Run(input, instruction, place);
        _depth = bottom;
        for (int i = 0; i < before.Length; i++)
        {
            // The captures of inner groups are kept; they are restored when the search backtracks beyond this position.
            if (_registers[i] != before[i])
            {
                Push(~i, before[i]);
            }
        }

        return matches;
    }

    private void Note(int register, int place)
    {
        Push(~register, _registers[register]);
        _registers[register] = place;
    }

    private void Push(int target, int place)
    {
        if (_depth == _stack.Length)
        {
            if (_depth >= MaxStack)
            {
                IsTooCostly = true;
                return;
            }

            Array.Resize(ref _stack, _depth * 2);
        }

        _stack[_depth++] = (target, place);
    }

    private bool TryGoBack(int bottom, out int instruction, out int place)
    {
        while (_depth > bottom)
        {
            (int target, place) = _stack[--_depth];
            if (target >= 0)
            {
                instruction = target;
                return true;
            }

            _registers[~target] = place;
        }

        (instruction, place) = (0, 0);
        return false;
    }

    private void CountSteps(int steps)
    {
        _steps += steps;
        if (_steps >= StepsPerCheck)
        {
            _stepsLeft -= _steps;
            _steps = 0;
            IsTooCostly |= _stepsLeft < 0 || Stopwatch.GetTimestamp() > _deadline;
        }
    }
}
