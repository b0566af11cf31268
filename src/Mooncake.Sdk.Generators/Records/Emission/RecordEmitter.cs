using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Records.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Records.Emission;

/// <summary>Writes what a type marked <c>[StoreKey]</c> gets: its record part, its key struct, its extensions.</summary>
internal static class RecordEmitter
{
    /// <summary>Writes one file.</summary>
    /// <param name="record">The type.</param>
    /// <param name="hasExtensionMembers">True if the consumer's C# is 14 or newer.</param>
    public static string Emit(RecordModel record, bool hasExtensionMembers)
    {
        SourceWriter writer = new();
        FileHeader.Write(writer);
        writer.Line("#nullable enable");
        writer.Line();
        WriteRecordPart(writer, record);
        writer.Line();
        KeyStructEmitter.Write(writer, record);
        if (record.Names.ExtensionsAccessibility.Length > 0)
        {
            writer.Line();
            ExtensionsEmitter.Write(writer, record, hasExtensionMembers);
        }

        return writer.ToString();
    }

    private static void WriteRecordPart(SourceWriter writer, RecordModel record)
    {
        string contract = $"global::Mooncake.Records.IStoreRecord<{record.Names.Type}, {record.Names.Key}>";
        record.Scope.Open(writer, contract);
        writer.Line(
            $"static global::Mooncake.Records.StoreRecordInfo {contract}.Info {{ get; }} = new global::Mooncake.Records.StoreRecordInfo");
        writer.Line("{");
        writer.Indent();
        writer.Line($"Name = {CSharpText.Literal(record.Names.Display)},");
        writer.Line($"Template = {CSharpText.Literal(record.Template.Text)},");
        writer.Line($"Integrity = {record.Integrity},");
        writer.Line($"IsTrailerOptional = {(record.IsTrailerOptional ? "true" : "false")},");
        writer.Outdent();
        writer.Line("};");
        writer.Line();
        writer.Line($"static {record.Names.Key} {contract}.KeyOf(in {record.Names.Type} value) =>");
        writer.Indent();
        writer.Line($"{record.Names.Key}.{KeyStructNames.Of}(in value);");
        writer.Outdent();
        if (record.Draft is { OfKey: { } construction })
        {
            writer.Line();
            writer.Line($"static {record.Names.Type} {contract}.OfKey(in {record.Names.Key} key) =>");
            writer.Indent();
            writer.Line($"{construction};");
            writer.Outdent();
        }

        record.Scope.Close(writer);
    }
}
