namespace Mooncake.Cli.Decoding.Wire;

/// <summary>The kinds of tuples.</summary>
internal enum TupleKind
{
    /// <summary><c>(k:v)</c>: a key and a value.</summary>
    Pair,

    /// <summary><c>(a,b)</c>: a value tuple.</summary>
    Value,

    /// <summary><c>t(a,b)</c>: an object with its number of items in front.</summary>
    Class,
}
