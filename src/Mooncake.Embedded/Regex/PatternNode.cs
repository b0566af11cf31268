namespace Mooncake.Embedded.Regex;

/// <summary>A part of a pattern.</summary>
internal abstract record PatternNode
{
    private PatternNode()
    {
    }

    /// <summary>True if the part can match without a byte; true also if that is not certain.</summary>
    internal abstract bool MayBeEmpty { get; }

    /// <summary>The nesting depth of the part, itself not counted; code that processes a part recurses this deeply.</summary>
    internal virtual int Depth => 0;

    /// <summary>Nothing.</summary>
    internal sealed record Empty : PatternNode
    {
        /// <inheritdoc/>
        internal override bool MayBeEmpty => true;
    }

    /// <summary>One byte.</summary>
    internal sealed record Literal(byte Value) : PatternNode
    {
        /// <inheritdoc/>
        internal override bool MayBeEmpty => false;
    }

    /// <summary>One byte of a set.</summary>
    internal sealed record OneOf(ByteSet Set) : PatternNode
    {
        /// <inheritdoc/>
        internal override bool MayBeEmpty => false;
    }

    /// <summary>A condition on a position: <c>^</c>, <c>$</c>, <c>\b</c> or <c>\B</c>.</summary>
    internal sealed record Assertion(PatternOperation Kind) : PatternNode
    {
        /// <inheritdoc/>
        internal override bool MayBeEmpty => true;
    }

    /// <summary><c>(?=...)</c> or <c>(?!...)</c>.</summary>
    internal sealed record LookAhead(PatternNode Body, bool IsNegative) : PatternNode
    {
        /// <inheritdoc/>
        internal override bool MayBeEmpty => true;

        /// <inheritdoc/>
        internal override int Depth { get; } = Body.Depth + 1;
    }

    /// <summary><c>(...)</c>, counted from 0.</summary>
    internal sealed record Group(PatternNode Body, int Number) : PatternNode
    {
        /// <inheritdoc/>
        internal override bool MayBeEmpty { get; } = Body.MayBeEmpty;

        /// <inheritdoc/>
        internal override int Depth { get; } = Body.Depth + 1;
    }

    /// <summary>A back-reference to a group.</summary>
    internal sealed record BackReference(int Number) : PatternNode
    {
        /// <inheritdoc/>
        internal override bool MayBeEmpty => true;
    }

    /// <summary>A sequence of parts.</summary>
    internal sealed record Sequence(PatternNode[] Parts) : PatternNode
    {
        /// <inheritdoc/>
        internal override bool MayBeEmpty { get; } = Array.TrueForAll(Parts, part => part.MayBeEmpty);

        /// <inheritdoc/>
        internal override int Depth { get; } = Parts.Max(static part => part.Depth) + 1;
    }

    /// <summary>Alternatives, of which the first that fits is used.</summary>
    internal sealed record Choice(PatternNode[] Parts) : PatternNode
    {
        /// <inheritdoc/>
        internal override bool MayBeEmpty { get; } = Array.Exists(Parts, part => part.MayBeEmpty);

        /// <inheritdoc/>
        internal override int Depth { get; } = Parts.Max(static part => part.Depth) + 1;
    }

    /// <summary>A part repeated; <c>Most</c> is -1 for any number of times.</summary>
    internal sealed record Repeat(PatternNode Body, int Least, int Most, bool IsLazy) : PatternNode
    {
        /// <inheritdoc/>
        internal override bool MayBeEmpty { get; } = Least == 0 || Body.MayBeEmpty;

        /// <inheritdoc/>
        internal override int Depth { get; } = Body.Depth + 1;
    }
}
