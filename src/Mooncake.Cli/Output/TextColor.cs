namespace Mooncake.Cli.Output;

/// <summary>Colours that every terminal has, by their numbers in escape sequences.</summary>
internal enum TextColor
{
    /// <summary>Something is wrong.</summary>
    Red = 31,

    /// <summary>Something is as it should be.</summary>
    Green = 32,

    /// <summary>Something needs attention.</summary>
    Yellow = 33,

    /// <summary>Something is worth knowing.</summary>
    Blue = 34,
}
