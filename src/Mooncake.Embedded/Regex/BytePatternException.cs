namespace Mooncake.Embedded.Regex;

/// <summary>Reports an invalid pattern; never leaves this folder's entry point.</summary>
internal sealed class BytePatternException : Exception
{
    /// <summary>Creates the exception.</summary>
    internal BytePatternException(string message)
        : base(message)
    {
    }
}
