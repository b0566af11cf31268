namespace Mooncake.Sdk.Generators.Rules;

/// <summary>How a key part is written.</summary>
internal enum KeyPartKind
{
    /// <summary>Not at all: the member's type, or the format for it, is not one of those that keys take.</summary>
    None = 0,

    /// <summary>A string, percent-encoded where it has to be.</summary>
    Text,

    /// <summary>An integer in decimal, or an enum's number.</summary>
    Decimal,

    /// <summary>An integer in hexadecimal, or an enum's number.</summary>
    Hexadecimal,

    /// <summary>An enum's name.</summary>
    EnumName,

    /// <summary>A Guid.</summary>
    Guid,

    /// <summary>A bool, as 0 or 1.</summary>
    Bool,
}
