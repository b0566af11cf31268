using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Records.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Records.Emission;

/// <summary>Writes a key struct's parsing.</summary>
internal static class KeyParseEmitter
{
    /// <summary>Writes <c>TryParse</c> from UTF-8.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="record">The type.</param>
    public static void Write(SourceWriter writer, RecordModel record)
    {
        string key = record.Names.Key;
        List<string> calls = [.. Calls(record)];
        writer.Line();
        writer.Line("/// <summary>Turns a key's text back into its parts; takes the canonical text only.</summary>");
        writer.Line("/// <param name=\"text\">The key's text in UTF-8, without a NUL at the end.</param>");
        writer.Line("/// <param name=\"key\">The parts.</param>");
        writer.Open($"public static bool TryParse(global::System.ReadOnlySpan<byte> text, out {key} key)");
        writer.Line("global::Mooncake.Keys.KeyReader reader = new global::Mooncake.Keys.KeyReader(text);");
        for (int i = 0; i < calls.Count; i++)
        {
            string opening = i == 0 ? "if (" : "    && ";
            writer.Line(opening + calls[i] + (i == calls.Count - 1 ? ")" : ""));
        }

        writer.Line("{");
        writer.Indent();
        writer.Line($"key = new {key}({string.Join(", ", record.Template.Parts.Select(Argument))});");
        writer.Line("return true;");
        writer.Close();
        writer.Line();
        writer.Line("key = default;");
        writer.Line("return false;");
        writer.Close();
    }

    private static IEnumerable<string> Calls(RecordModel record)
    {
        KeyTemplateModel template = record.Template;
        EquatableArray<KeyPartModel> parts = template.Parts;
        if (template.Lead.Length > 0)
        {
            yield return LiteralCall(template.Lead);
        }
        else if (template.CanBeEmpty)
        {
            yield return "!reader.IsAtEnd";
        }

        for (int i = 0; i < parts.Count; i++)
        {
            yield return PartCall(record, parts[i], i);
            if (parts[i].Literal.Length > 0)
            {
                yield return LiteralCall(parts[i].Literal);
            }
        }

        yield return "reader.IsAtEnd";
    }

    private static string LiteralCall(string literal) => $"reader.TryReadLiteral({CSharpText.Utf8(literal)})";

    private static string PartCall(RecordModel record, KeyPartModel part, int index)
    {
        string separator = CSharpText.Utf8(part.Literal.Length == 0 ? "" : part.Literal.Substring(0, 1));
        string numberType = part.IntegerType.Length == 0 ? part.Type : part.IntegerType;
        return part.Kind switch
        {
            KeyPartKind.Text => $"reader.TryReadText({separator}, {KeyStructNames.Escapes}, out string? part{index})",
            KeyPartKind.EnumName => $"{EnumNameEmitter.Field(record, part)}.TryRead(ref reader, {separator}, out {part.Type} part{index})",
            KeyPartKind.Guid => $"reader.TryReadGuid('{(part.Format.Length == 0 ? "D" : part.Format)}', out {part.Type} part{index})",
            KeyPartKind.Bool => $"reader.TryReadBool(out bool part{index})",
            _ => $"reader.TryReadInteger({CSharpText.Literal(part.Format)}, out {numberType} part{index})",
        };
    }

    private static string Argument(KeyPartModel part, int index) =>
        part.IntegerType.Length > 0 && part.Kind != KeyPartKind.EnumName ? $"({part.Type})part{index}" : $"part{index}";
}
