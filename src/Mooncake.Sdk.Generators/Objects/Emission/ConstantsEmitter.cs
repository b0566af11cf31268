using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Objects.Model;

namespace Mooncake.Sdk.Generators.Objects.Emission;

/// <summary>Writes what is constant about a codec: sizes, notation, shape.</summary>
internal static class ConstantsEmitter
{
    /// <summary>Writes the properties.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The type.</param>
    public static void Emit(SourceWriter writer, ObjectModel model)
    {
        if (model.TypeParameters.IsEmpty && !model.IsInterface)
        {
            writer.Line("/// <summary>The fingerprints and the size.</summary>");
            writer.Line($"public static {Names.Serialization}StoreShape Shape {{ get; }} = {ShapeOf(model)};");
            writer.Line();
        }

        string size = SizeExpression.SizeOf(model.TypeText);
        string isImage = $"!{ReferencesOf(model)}";
        bool isAlways = model.Kind == ObjectKind.Image;
        bool isNever = model.Image is null;
        Property(writer, "int MinSize", isAlways ? size : isNever ? "1" : $"{isImage} ? {size} : 1");
        Property(writer, "bool IsFixedSize", isAlways ? "true" : isNever ? "false" : isImage);
        Property(writer, "bool IsBlock", isAlways ? $"{model.Image}.IsBlock" : isNever ? "false" : isImage);
        Property(writer, "bool IsTotal", isAlways ? $"{model.Image}.IsTotal" : isNever ? "false" : isImage);
        Property(writer, "string WireType", isAlways ? $"{model.Image}.WireType" : isNever ? KindOf(model) : $"{isImage} ? {model.Image}.WireType : {KindOf(model)}");
    }

    /// <summary>The runtime's question whether values of the type hold references; a constant to the JIT.</summary>
    /// <param name="model">The type.</param>
    public static string ReferencesOf(ObjectModel model)
    {
        return $"global::System.Runtime.CompilerServices.RuntimeHelpers.IsReferenceOrContainsReferences<{model.TypeText}>()";
    }

    private static string KindOf(ObjectModel model)
    {
        return model.Kind switch
        {
            ObjectKind.CircularReference => "\"r\"",
            ObjectKind.Value => model.Members[0].Codec.Text,
            ObjectKind.Union => "\"n\"",
            ObjectKind.VersionTolerant => "\"v\"",
            _ => "\"o\"",
        };
    }

    private static string ShapeOf(ObjectModel model)
    {
        string factory = Names.Serialization + "StoreShape.";
        string shape = model.Kind switch
        {
            ObjectKind.CircularReference => factory + "OfCircularReference()",
            ObjectKind.Value => $"{factory}OfValue({model.Members[0].Codec.Text})",
            ObjectKind.Union => factory + "OfUnion()",
            ObjectKind.VersionTolerant => factory + "OfVersionTolerant()",
            ObjectKind.Image => $"{factory}OfImage({model.Image}.WireType, {SizeExpression.SizeOf(model.TypeText)})",

            // An array, because C# has spans of parameters from 13 on only.
            _ => $"{factory}OfObject(new string[] {{ {string.Join(", ", model.Members.Select(member => WireTypeOf(model, member)))} }})",
        };
        return model.UsesMemoryPack ? shape + ".AsPacked()" : shape;
    }

    private static string WireTypeOf(ObjectModel model, MemberModel member) =>
        model.UsesMemoryPack ? member.Codec.Text : member.Codec.Text + ".WireType";

    private static void Property(SourceWriter writer, string declaration, string value)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public static {declaration} => {value};");
        writer.Line();
    }
}
