using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Objects.Emission;
using Mooncake.Sdk.Generators.Records.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Records.Emission;

/// <summary>Writes the struct that holds a template's parts, with straight-line code to format and to parse it.</summary>
internal static class KeyStructEmitter
{
    private const string Keys = "global::Mooncake.Keys";

    /// <summary>Writes the struct, beside the type.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="record">The type.</param>
    public static void Write(SourceWriter writer, RecordModel record)
    {
        RecordNames names = record.Names;
        EquatableArray<KeyPartModel> parts = record.Template.Parts;
        TypeScope scope = record.Scope with
        {
            Declarations = record.Scope.Declarations.Take(record.Scope.Declarations.Count - 1).ToEquatableArray(),
        };
        scope.Open(writer, "");
        writer.Line($"/// <summary>The parts of <c>{CSharpText.Xml(record.Template.Text)}</c>, the key of a <see cref=\"{names.Type}\"/>.</summary>");
        foreach (KeyPartModel part in parts)
        {
            writer.Line($"/// <param name=\"{part.Name}\">The part <c>{{{part.Name}}}</c>.</param>");
        }

        writer.Line(Names.Generated);
        if (record.Forbidden.InKey)
        {
            writer.Line(ObsoleteErrors.Permit);
        }

        string parameters = string.Join(", ", parts.Select(static part => $"{part.Type} {part.Identifier}"));
        string hiding = names.IsKeyHiding ? "new " : "";
        writer.Open($"{names.Accessibility} {hiding}readonly partial record struct {names.KeyStruct}({parameters}) : {Keys}.IStoreKey<{names.Key}>");
        if (parts.Any(static part => part.Kind == KeyPartKind.Text))
        {
            writer.Line($"private static readonly {Keys}.KeyEscapes {KeyStructNames.Escapes} = new {Keys}.KeyEscapes({CSharpText.Literal(record.Template.Separators)});");
            writer.Line();
        }

        EnumNameEmitter.Write(writer, record);
        writer.Line($"static string {Keys}.IStoreKey<{names.Key}>.Template => {CSharpText.Literal(record.Template.Text)};");
        WriteOf(writer, record);
        WriteTextHelpers(writer, names);
        KeyFormatEmitter.Write(writer, record);
        KeyPatternEmitter.Write(writer, record);
        KeyParseEmitter.Write(writer, record);
        writer.Close();
        scope.Close(writer);
    }

    private static void WriteOf(SourceWriter writer, RecordModel record)
    {
        RecordNames names = record.Names;
        IEnumerable<string> members = record.Template.Parts.Select(static part => "value." + part.Identifier);
        writer.Line();
        writer.Line("/// <summary>The key that a value is stored under.</summary>");
        writer.Line("/// <param name=\"value\">The value.</param>");
        string construction = $"new {names.Key}({string.Join(", ", members)})";
        ForbiddenNames forbidden = record.Forbidden;
        if (forbidden.InOf && !forbidden.InKey)
        {
            writer.Line(ObsoleteErrors.Permit);
        }

        // What only reads forbidden members is no business of who calls it.
        bool isApart = forbidden is { InMembers: true, InOf: false, InKey: false };
        writer.Line($"public static {names.Key} {KeyStructNames.Of}(in {names.Type} value) => {(isApart ? $"{KeyStructNames.OfForbidden}(in value)" : construction)};");
        if (isApart)
        {
            writer.Line();
            writer.Line(ObsoleteErrors.Permit);
            writer.Line($"private static {names.Key} {KeyStructNames.OfForbidden}(in {names.Type} value) => {construction};");
        }
    }

    private static void WriteTextHelpers(SourceWriter writer, RecordNames names)
    {
        writer.Line();
        writer.Line("/// <summary>Turns a key's text back into its parts; takes the canonical text only.</summary>");
        writer.Line("/// <param name=\"text\">The key's text, as <see cref=\"ToString\"/> writes it.</param>");
        writer.Line("/// <returns>The parts, or a failure that says what the text should have been.</returns>");
        writer.Line(
            $"public static global::Mooncake.StoreResult<{names.Key}> Parse(string text) => {Keys}.KeyText.Parse<{names.Key}>(text);");
        writer.Line();
        writer.Line("/// <summary>Turns a key's text back into its parts; takes the canonical text only.</summary>");
        writer.Line("/// <param name=\"text\">The key's text; null is none.</param>");
        writer.Line("/// <param name=\"key\">The parts.</param>");
        writer.Line($"public static bool TryParse([global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? text, out {names.Key} key) =>");
        writer.Indent();
        writer.Line($"{Keys}.KeyText.TryParse(text, out key);");
        writer.Outdent();
        writer.Line();
        writer.Line("/// <summary>The key's text, or a remark in angle brackets where a part cannot be encoded.</summary>");
        writer.Line($"public override string ToString() => {Keys}.KeyText.ToText(in this);");
    }
}
