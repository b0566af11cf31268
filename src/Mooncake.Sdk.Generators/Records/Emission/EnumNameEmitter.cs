using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Records.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Records.Emission;

/// <summary>Writes the tables between an enum's values and their names in keys, for parts whose format is <c>G</c>.</summary>
internal static class EnumNameEmitter
{
    /// <summary>The method that writes a part's name; unlike any member that a key struct can have otherwise.</summary>
    /// <param name="part">The part.</param>
    public static string AppendMethod(KeyPartModel part) => $"__TryAppend{part.Name}";

    /// <summary>The method that reads a part's name.</summary>
    /// <param name="part">The part.</param>
    public static string ReadMethod(KeyPartModel part) => $"__TryRead{part.Name}";

    /// <summary>Writes both methods for each part that needs them.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="parts">The key's parts.</param>
    public static void Write(SourceWriter writer, EquatableArray<KeyPartModel> parts)
    {
        foreach (KeyPartModel part in parts.Where(static part => part.Kind == KeyPartKind.EnumName))
        {
            WriteAppend(writer, part);
            WriteRead(writer, part);
        }
    }

    private static void WriteAppend(SourceWriter writer, KeyPartModel part)
    {
        writer.Line();
        writer.Line($"private static bool {AppendMethod(part)}(ref global::Mooncake.Keys.KeyWriter writer, {part.Type} value) => value switch");
        writer.Line("{");
        writer.Indent();
        foreach (EnumNameModel name in part.EnumNames)
        {
            writer.Line($"{name.Value} => writer.TryAppendLiteral({CSharpText.Utf8(name.Text)}),");
        }

        writer.Line("_ => writer.Fail(global::Mooncake.StoreErrorCode.KeyNotEncodable),");
        writer.Outdent();
        writer.Line("};");
    }

    private static void WriteRead(SourceWriter writer, KeyPartModel part)
    {
        writer.Line();
        writer.Open($"private static bool {ReadMethod(part)}(ref global::Mooncake.Keys.KeyReader reader, global::System.ReadOnlySpan<byte> separator, out {part.Type} value)");
        writer.Open("if (reader.TryReadToken(separator, out global::System.ReadOnlySpan<byte> token))");
        foreach (EnumNameModel name in part.EnumNames)
        {
            writer.Open($"if (global::System.MemoryExtensions.SequenceEqual(token, {CSharpText.Utf8(name.Text)}))");
            writer.Line($"value = {name.Value};");
            writer.Line("return true;");
            writer.Close();
            writer.Line();
        }

        writer.Close();
        writer.Line();
        writer.Line("value = default;");
        writer.Line("return false;");
        writer.Close();
    }
}
