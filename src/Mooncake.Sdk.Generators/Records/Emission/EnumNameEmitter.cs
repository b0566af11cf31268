using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Records.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Records.Emission;

/// <summary>
/// Names the runtime's table of an enum's names, for parts whose format is <c>G</c>. The table itself is made at run time, once for each
/// enum: emitted for each template, it took longer to compile than everything else.
/// </summary>
internal static class EnumNameEmitter
{
    /// <summary>The key struct's field with the table of a part.</summary>
    /// <param name="record">The type.</param>
    /// <param name="part">The part.</param>
    public static string Field(RecordModel record, KeyPartModel part) =>
        CSharpText.Unique("_namesOf" + part.Name, record.Template.Parts.Select(static other => other.Name));

    /// <summary>Writes the fields.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="record">The type.</param>
    public static void Write(SourceWriter writer, RecordModel record)
    {
        foreach (KeyPartModel part in record.Template.Parts.Where(static part => part.Kind == KeyPartKind.EnumName))
        {
            string table = $"global::Mooncake.Keys.KeyEnumNames<{part.Type}>";
            string arguments = string.Concat(part.EnumAliases.Select(static alias => ", " + CSharpText.Literal(alias)));
            writer.Line($"private static readonly {table} {Field(record, part)} = {table}.For({CSharpText.Literal(record.Template.Separators)}{arguments});");
            writer.Line();
        }
    }
}
