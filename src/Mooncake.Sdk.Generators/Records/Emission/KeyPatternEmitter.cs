using System.Globalization;
using System.Text;
using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Records.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Records.Emission;

/// <summary>
/// Writes the expressions by which a store recognizes the keys of a template behind a given prefix, so that a removal by prefix leaves keys
/// of other templates alone.
/// </summary>
internal static class KeyPatternEmitter
{
    private const string Syntax = @"^$\.*+?()[]{}|";

    /// <summary>Writes <c>PatternBehind</c>, for every number of leading parts by which objects can be removed.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="record">The type.</param>
    public static void Write(SourceWriter writer, RecordModel record)
    {
        KeyTemplateModel template = record.Template;
        int first = template.Lead.Length > 0 ? 0 : 1;
        if (first >= template.Parts.Count)
        {
            return;
        }

        string key = record.Names.Key;
        writer.Line();
        writer.Open($"static string global::Mooncake.Keys.IStoreKey<{key}>.PatternBehind(int parts)");
        for (int parts = first; parts < template.Parts.Count - 1; parts++)
        {
            writer.Open($"if (parts == {parts})");
            writer.Line($"return {CSharpText.Literal(Behind(template, parts))};");
            writer.Close();
            writer.Line();
        }

        writer.Line($"return {CSharpText.Literal(Behind(template, template.Parts.Count - 1))};");
        writer.Close();
    }

    private static string Behind(KeyTemplateModel template, int parts)
    {
        StringBuilder pattern = new();
        foreach (KeyPartModel part in template.Parts.Skip(parts))
        {
            pattern.Append(PatternOf(part, template.Separators)).Append(Escape(part.Literal));
        }

        return pattern.Append('$').ToString();
    }

    private static string PatternOf(KeyPartModel part, string separators)
    {
        switch (part.Kind)
        {
            case KeyPartKind.Decimal:
                return (IsUnsigned(part) ? "" : "-?") + Digits(part.Format, "0-9");
            case KeyPartKind.Hexadecimal:
                return Digits(part.Format, part.Format[0] == 'x' ? "0-9a-f" : "0-9A-F");
            case KeyPartKind.Guid:
                return GuidPattern(part.Format);
            case KeyPartKind.Bool:
                return "[01]";
            default:
                // Text and names of enums. The expression reads bytes: a set can hold ASCII characters only.
                string ascii = new([.. separators.Where(static c => c < 0x80 && c != ',').Distinct()]);
                return $"[^,{string.Concat(ascii.Select(static c => c is '\\' or ']' or '[' or '^' or '-' ? $"\\{c}" : c.ToString()))}]*";
        }
    }

    /// <summary>A number without more leading zeros than the format asks for.</summary>
    private static string Digits(string format, string set)
    {
        int least = format.Length > 1 ? Math.Max(1, int.Parse(format.Substring(1), NumberStyles.None, CultureInfo.InvariantCulture)) : 1;
        string count = least.ToString(CultureInfo.InvariantCulture);
        return least == 1
            ? $"(?:[{set}]|[{set.Replace("0-9", "1-9")}][{set}]+)"
            : $"(?:[{set}]{{{count}}}|[{set.Replace("0-9", "1-9")}][{set}]{{{count},}})";
    }

    private static string GuidPattern(string format)
    {
        const string Dashed = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
        return format switch
        {
            "N" => "[0-9a-f]{32}",
            "B" => @"\{" + Dashed + @"\}",
            "P" => @"\(" + Dashed + @"\)",
            _ => Dashed,
        };
    }

    private static bool IsUnsigned(KeyPartModel part)
    {
        string type = part.IntegerType.Length > 0 ? part.IntegerType : part.Type;
        return type is "byte" or "ushort" or "uint" or "ulong" || type.EndsWith("UInt128", StringComparison.Ordinal);
    }

    private static string Escape(string literal) =>
        string.Concat(literal.Select(static c => Syntax.IndexOf(c) >= 0 ? $"\\{c}" : c.ToString()));
}
