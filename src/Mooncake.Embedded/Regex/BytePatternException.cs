namespace Mooncake.Embedded.Regex;

/// <summary>Says that a pattern is not valid; never leaves this folder's entry point.</summary>
internal sealed class BytePatternException : Exception
{
    /// <summary>Names the offence.</summary>
    internal BytePatternException(string message)
        : base(message)
    {
    }
}
