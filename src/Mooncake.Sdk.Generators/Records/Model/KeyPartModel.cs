using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Records.Model;

/// <summary>One part of a key, and the literal text behind it.</summary>
/// <param name="Name">The member's name as it stands in the template.</param>
/// <param name="Identifier">The member's name in C#, escaped where it is a keyword.</param>
/// <param name="Parameter">The name of parameters that take the part: camel case, escaped, unique within the key.</param>
/// <param name="Type">The part's type, fully qualified.</param>
/// <param name="Kind">How it is written.</param>
/// <param name="Format">The format, or empty.</param>
/// <param name="IntegerType">The type under an enum, or empty.</param>
/// <param name="EnumAliases">The names of an enum that keys do not hold, because one declared before has the same value.</param>
/// <param name="Literal">The text up to the next part or the key's end.</param>
internal sealed record KeyPartModel(
    string Name,
    string Identifier,
    string Parameter,
    string Type,
    KeyPartKind Kind,
    string Format,
    string IntegerType,
    EquatableArray<string> EnumAliases,
    string Literal);
