using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Records.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Records.Emission;

/// <summary>Writes a key struct's formatting.</summary>
internal static class KeyFormatEmitter
{
    /// <summary>Writes <c>TryFormat</c> and <c>TryFormatPrefix</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="record">The type.</param>
    public static void Write(SourceWriter writer, RecordModel record)
    {
        string key = record.Names.Key;
        List<string> calls = [.. Calls(record)];
        writer.Line();

        // Inlined into a caller, it would use up what that may inline, and the formatting of its parts would not be.
        writer.Line(
            "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]");
        writer.Line(
            $"static bool global::Mooncake.Keys.IStoreKey<{key}>.TryFormat(ref global::Mooncake.Keys.KeyWriter writer, in {key} key) =>");
        writer.Indent();
        for (int i = 0; i < calls.Count; i++)
        {
            writer.Line((i == 0 ? "" : "&& ") + calls[i] + (i == calls.Count - 1 ? ";" : ""));
        }

        writer.Outdent();
        WritePrefix(writer, record);
    }

    /// <summary>The calls for a part and for the literal behind it, if there is one.</summary>
    private static IEnumerable<string> PartCalls(RecordModel record, KeyPartModel part)
    {
        string value = "key." + part.Identifier;
        string number = part.IntegerType.Length == 0 ? value : $"({part.IntegerType}){value}";
        yield return part.Kind switch
        {
            KeyPartKind.Text => $"writer.TryAppendText({value}, {KeyStructNames.Escapes})",
            KeyPartKind.EnumName => $"{EnumNameEmitter.Field(record, part)}.TryAppend(ref writer, {value})",
            KeyPartKind.Guid => $"writer.TryAppendGuid({value}, '{(part.Format.Length == 0 ? "D" : part.Format)}')",
            KeyPartKind.Bool => $"writer.TryAppendBool({value})",
            _ => $"writer.TryAppendInteger({number}, {CSharpText.Literal(part.Format)})",
        };
        if (part.Literal.Length > 0)
        {
            yield return LiteralCall(part.Literal);
        }
    }

    private static string LiteralCall(string literal) => $"writer.TryAppendLiteral({CSharpText.Utf8(literal)})";

    private static IEnumerable<string> LeadCalls(KeyTemplateModel template) =>
        template.Lead.Length == 0 ? [] : [LiteralCall(template.Lead)];

    private static IEnumerable<string> Calls(RecordModel record) =>
        LeadCalls(record.Template)
            .Concat(record.Template.Parts.SelectMany(part => PartCalls(record, part)))
            .Concat(record.Template.CanBeEmpty ? ["writer.TryEnd()"] : []);

    /// <summary>Formats part by part and stops where the caller's number of parts is reached.</summary>
    private static void WritePrefix(SourceWriter writer, RecordModel record)
    {
        string key = record.Names.Key;
        EquatableArray<KeyPartModel> parts = record.Template.Parts;
        writer.Line();
        writer.Open($"static bool global::Mooncake.Keys.IStoreKey<{key}>.TryFormatPrefix(ref global::Mooncake.Keys.KeyWriter writer, in {key} key, int parts)");
        WriteStep(writer, LeadCalls(record.Template));
        for (int i = 0; i < parts.Count - 1; i++)
        {
            WriteStop(writer, i);
            WriteStep(writer, PartCalls(record, parts[i]));
        }

        writer.Line("return true;");
        writer.Close();
    }

    private static void WriteStep(SourceWriter writer, IEnumerable<string> calls)
    {
        string condition = string.Join(" || ", calls.Select(static call => "!" + call));
        if (condition.Length > 0)
        {
            writer.Open($"if ({condition})");
            writer.Line("return false;");
            writer.Close();
            writer.Line();
        }
    }

    private static void WriteStop(SourceWriter writer, int parts)
    {
        writer.Open($"if (parts == {parts})");
        writer.Line("return true;");
        writer.Close();
        writer.Line();
    }
}
