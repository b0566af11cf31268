namespace Mooncake.Embedded.Regex;

/// <summary>A compiled ECMAScript regular expression over bytes. Immutable.</summary>
internal sealed class BytePattern
{
    /// <summary>Wraps a program; use <see cref="TryCompile"/>.</summary>
    internal BytePattern(PatternInstruction[] program, ByteSet[] sets, int registers)
    {
        Program = program;
        Sets = sets;
        Registers = registers;
        IsAnchored = program[0].Operation == PatternOperation.Start;
        int literals = 0;
        while (program[literals].Operation == PatternOperation.Byte)
        {
            literals++;
        }

        Prefix = Array.ConvertAll(program[..literals], instruction => (byte)instruction.First);
    }

    /// <summary>The instructions, from 0.</summary>
    internal PatternInstruction[] Program { get; }

    /// <summary>The sets to which instructions refer.</summary>
    internal ByteSet[] Sets { get; }

    /// <summary>The number of registers in which the program records positions.</summary>
    internal int Registers { get; }

    /// <summary>True if a match can only start at the start of the input.</summary>
    internal bool IsAnchored { get; }

    /// <summary>The bytes with which every match starts; often empty.</summary>
    internal byte[] Prefix { get; }

    /// <summary>Compiles a pattern.</summary>
    /// <param name="pattern">Its UTF-8 bytes.</param>
    /// <returns>The compiled pattern, or null if it is not valid.</returns>
    internal static BytePattern? TryCompile(ReadOnlySpan<byte> pattern)
    {
        try
        {
            return PatternCompiler.Compile(PatternParser.Parse(pattern, out int groups), groups);
        }
        catch (BytePatternException)
        {
            // The contract has one return code for every invalid pattern.
            return null;
        }
    }
}
