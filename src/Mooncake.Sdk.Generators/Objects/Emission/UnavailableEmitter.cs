using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Objects.Model;

namespace Mooncake.Sdk.Generators.Objects.Emission;

/// <summary>
/// Writes the methods of types that cannot be serialized. A rule reports an error, and without them each use of the type, its key and its
/// set would be one more. They fail at run time if the rule is turned off.
/// </summary>
internal static class UnavailableEmitter
{
    /// <summary>The comment above the methods.</summary>
    public const string Comment = "// This type cannot be serialized: an error says why.";

    /// <summary>Writes the methods.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The type.</param>
    public static void Emit(SourceWriter writer, ObjectModel model)
    {
        writer.Line(Comment);
        string value = ObjectEmitter.NullableType(model);
        EmitMethod(writer, $"TryMeasure(ref {Names.Serialization}StoreSizer sizer, in {value} value)", "sizer", "ValueNotEncodable");
        EmitMethod(writer, $"TryWrite(ref {Names.Serialization}StoreWriter writer, in {value} value)", "writer", "ValueNotEncodable");
        EmitMethod(writer, $"TryRead(ref {Names.Serialization}StoreReader reader, out {value} value)", "reader", "MalformedValue", "value = default;");
        EmitMethod(writer, $"TrySkip(ref {Names.Serialization}StoreReader reader)", "reader", "MalformedValue");
    }

    private static void EmitMethod(SourceWriter writer, string signature, string cursor, string error, string? assignment = null)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Open("public static bool " + signature);
        if (assignment is not null)
        {
            writer.Line(assignment);
        }

        writer.Line($"return {cursor}.Fail({Names.ErrorCode}{error});");
        writer.Close();
        writer.Line();
    }
}
