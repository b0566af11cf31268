using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Objects.Emission;

/// <summary>Writes the layout of a struct without references: its fields, from whose places the runtime finds the padding.</summary>
internal static class LayoutEmitter
{
    // An int and a long, with padding between.
    private const string DateTimeOffset = "global::System.DateTimeOffset";
    private const string DateTimeOffsetSize = "12";

    /// <summary>Writes the layout.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="layout">The struct.</param>
    public static void Emit(SourceWriter writer, LayoutModel layout)
    {
        writer.Open($"private readonly struct {layout.Name} : {StoreTypeNames.Codecs}IStoreLayout<{layout.TypeText}>");
        string size = layout.IsOverlapping
            ? StoreTypeNames.Codecs + "LayoutMarker.OverlappingSize"
            : layout.Fields.IsEmpty ? "0" : string.Join(" + ", layout.Fields.Select(DataSizeOf));
        writer.Line($"public static int DataSize => {size};");
        writer.Line();
        (string open, string separator, string close) = layout.IsTuple ? ("(", ",", ")") : ("{", ";", "}");
        string wireType = layout.Fields.IsEmpty
            ? ""
            : string.Join($" + \"{separator}\" + ", layout.Fields.Select(static field => field.WireType)) + " + ";
        writer.Line($"public static string WireType => \"{open}\" + {wireType}\"{close}\";");
        writer.Line();
        EmitCheck(writer, layout);
        EmitMark(writer, layout);
        for (int i = 0; i < layout.Fields.Count; i++)
        {
            if (layout.Fields[i] is { Access: null } hidden)
            {
                writer.Line();
                writer.Line($"[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Field, Name = \"{hidden.MetadataName}\")]");
                writer.Line($"private static extern ref {FieldTypeOf(hidden)} Field{Names.Number(i)}(ref {layout.TypeText} value);");
            }
        }

        writer.Close();
        writer.Line();
    }

    private static void EmitCheck(SourceWriter writer, LayoutModel layout)
    {
        List<LayoutFieldModel> items = [.. layout.Fields.Where(static field => field.Check is not null)];
        if (items.Count == 0)
        {
            return;
        }

        writer.Line("public static bool IsTotal => false;");
        writer.Line();
        string checks = string.Join(
            " && ",
            items.Select(
                static item => $"{StoreTypeNames.Codecs}LayoutMarker.IsValid<{FieldTypeOf(item)}, {item.Check}>(ref value.{item.Access})"));
        writer.Line($"public static bool IsValid(ref {layout.TypeText} value) => {checks};");
        writer.Line();
    }

    private static void EmitMark(SourceWriter writer, LayoutModel layout)
    {
        bool isUnsafe = layout.Fields.Any(static field => field.Kind == LayoutFieldKind.FixedBuffer);
        writer.Open($"public static {(isUnsafe ? "unsafe " : "")}void Mark(ref {layout.TypeText} value, ref {StoreTypeNames.Codecs}LayoutMarker marker)");
        for (int i = 0; i < layout.Fields.Count; i++)
        {
            LayoutFieldModel field = layout.Fields[i];
            string reference = field.Access is null ? $"Field{Names.Number(i)}(ref value)" : "value." + field.Access;
            writer.Line((field.Kind, field.Layout) switch
            {
                (LayoutFieldKind.FixedBuffer, _) => $"marker.Buffer(ref {reference}[0], {Names.Number(field.Count)});",
                (LayoutFieldKind.Nullable, null) => $"marker.Nullable(ref {reference});",
                (LayoutFieldKind.Nullable, { } inner) => $"marker.NestedNullable<{field.TypeText}, {inner}>(ref {reference});",
                (_, { } inner) => $"marker.Nested<{field.TypeText}, {inner}>(ref {reference});",
                _ => $"marker.Field(ref {reference});",
            });
        }

        writer.Close();
    }

    private static string FieldTypeOf(LayoutFieldModel field)
    {
        return field.Kind == LayoutFieldKind.Nullable ? field.TypeText + "?" : field.TypeText;
    }

    private static string DataSizeOf(LayoutFieldModel field)
    {
        string inner = field.Layout is not null ? field.Layout + ".DataSize"
            : field.TypeText == DateTimeOffset ? DateTimeOffsetSize
            : SizeExpression.SizeOf(field.TypeText);
        return field.Kind switch
        {
            LayoutFieldKind.FixedBuffer => $"({Names.Number(field.Count)} * {inner})",
            LayoutFieldKind.Nullable => "1 + " + inner,
            _ => inner,
        };
    }
}
