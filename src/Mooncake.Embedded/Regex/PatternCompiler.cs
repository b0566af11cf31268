namespace Mooncake.Embedded.Regex;

/// <summary>Compiles a parsed pattern to instructions.</summary>
internal sealed class PatternCompiler
{
    /// <summary>
    /// The maximum length of a program; longer patterns are rejected, as the reference does at about this length.
    /// </summary>
    internal const int MaxInstructions = 99_994;

    private readonly List<PatternInstruction> _program = [];
    private readonly List<ByteSet> _sets = [];
    private int _registers;
    private int _copies;

    private PatternCompiler(int groups) => _registers = groups * 2;

    /// <summary>Compiles a pattern.</summary>
    /// <param name="root">The parsed pattern.</param>
    /// <param name="groups">The number of groups: group <c>n</c> is recorded in the registers <c>2n</c> and <c>2n + 1</c>.</param>
    /// <exception cref="BytePatternException">The program is too long.</exception>
    internal static BytePattern Compile(PatternNode root, int groups)
    {
        PatternCompiler compiler = new(groups);
        compiler.Emit(root);
        compiler.Add(new PatternInstruction(PatternOperation.Match));
        return new BytePattern([.. compiler._program], [.. compiler._sets], compiler._registers);
    }

    private void Emit(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.Literal literal:
                Add(new PatternInstruction(PatternOperation.Byte, literal.Value));
                break;
            case PatternNode.OneOf oneOf:
                Add(new PatternInstruction(PatternOperation.Set, IndexOf(oneOf.Set)));
                break;
            case PatternNode.Assertion assertion:
                Add(new PatternInstruction(assertion.Kind));
                break;
            case PatternNode.BackReference reference:
                Add(new PatternInstruction(PatternOperation.BackReference, reference.Number));
                break;
            case PatternNode.Group group:
                Add(new PatternInstruction(PatternOperation.Note, group.Number * 2));
                Emit(group.Body);
                Add(new PatternInstruction(PatternOperation.Note, (group.Number * 2) + 1));
                break;
            case PatternNode.LookAhead lookAhead:
                int look = Add(default);
                Emit(lookAhead.Body);
                Add(new PatternInstruction(PatternOperation.Match));
                _program[look] = new PatternInstruction(
                    lookAhead.IsNegative ? PatternOperation.NegativeLookAhead : PatternOperation.LookAhead, _program.Count);
                break;
            case PatternNode.Sequence sequence:
                Array.ForEach(sequence.Parts, Emit);
                break;
            case PatternNode.Choice choice:
                EmitChoice(choice);
                break;
            case PatternNode.Repeat repeat:
                EmitRepeat(repeat);
                break;
            default:
                break;
        }
    }

    private void EmitChoice(PatternNode.Choice choice)
    {
        List<int> exits = [];
        for (int i = 0; i < choice.Parts.Length - 1; i++)
        {
            int split = Add(default);
            Emit(choice.Parts[i]);
            exits.Add(Add(default));
            _program[split] = new PatternInstruction(PatternOperation.Split, split + 1, _program.Count);
        }

        Emit(choice.Parts[^1]);
        foreach (int exit in exits)
        {
            _program[exit] = new PatternInstruction(PatternOperation.Jump, _program.Count);
        }
    }

    private void EmitRepeat(PatternNode.Repeat repeat)
    {
        for (int i = 0; i < repeat.Least; i++)
        {
            CountCopy();
            Emit(repeat.Body);
        }

        if (repeat.Most < 0)
        {
            EmitLoop(repeat.Body, repeat.IsLazy);
            return;
        }

        List<int> splits = [];
        for (int i = repeat.Least; i < repeat.Most; i++)
        {
            CountCopy();
            splits.Add(Add(default));
            Emit(repeat.Body);
        }

        foreach (int split in splits)
        {
            _program[split] = Choose(split + 1, _program.Count, repeat.IsLazy);
        }
    }

    private void EmitLoop(PatternNode body, bool isLazy)
    {
        int split = Add(default);
        int register = -1;
        if (body.MayBeEmpty)
        {
            register = _registers++;
            Add(new PatternInstruction(PatternOperation.Note, register));
        }

        Emit(body);
        if (register >= 0)
        {
            Add(new PatternInstruction(PatternOperation.RequireProgress, register));
        }

        Add(new PatternInstruction(PatternOperation.Jump, split));
        _program[split] = Choose(split + 1, _program.Count, isLazy);
    }

    private static PatternInstruction Choose(int body, int exit, bool isLazy) =>
        isLazy ? new PatternInstruction(PatternOperation.Split, exit, body) : new PatternInstruction(PatternOperation.Split, body, exit);

    private int Add(PatternInstruction instruction)
    {
        RequireRoom(_program.Count);
        _program.Add(instruction);
        return _program.Count - 1;
    }

    private static void RequireRoom(int count)
    {
        if (count >= MaxInstructions)
        {
            throw new BytePatternException($"The pattern needs more than {MaxInstructions} instructions.");
        }
    }

    private void CountCopy()
    {
        // Bounds the work for bodies that emit nothing as well.
        RequireRoom(_copies++);
    }

    private int IndexOf(ByteSet set)
    {
        int index = _sets.IndexOf(set);
        if (index < 0)
        {
            index = _sets.Count;
            _sets.Add(set);
        }

        return index;
    }
}
