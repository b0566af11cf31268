using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Objects.Emission;

/// <summary>Writes the methods of structs without references: their memory image.</summary>
internal static class ImageEmitter
{
    /// <summary>The codec of the image.</summary>
    /// <param name="model">The type.</param>
    public static string CodecOf(ObjectModel model) => $"{StoreTypeNames.Codecs}ImageCodec<{model.TypeText}, {model.Image}>";

    /// <summary>Writes the methods.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The type.</param>
    public static void Emit(SourceWriter writer, ObjectModel model)
    {
        string codec = CodecOf(model);
        Forward(writer, $"TryMeasure(ref {Names.Serialization}StoreSizer sizer, in {model.TypeText} value)", $"{codec}.TryMeasure(ref sizer, in value)");
        Forward(writer, $"TryWrite(ref {Names.Serialization}StoreWriter writer, in {model.TypeText} value)", $"{codec}.TryWrite(ref writer, in value)");
        Forward(writer, $"TryRead(ref {Names.Serialization}StoreReader reader, out {model.TypeText} value)", $"{codec}.TryRead(ref reader, out value)");
        Forward(writer, $"TrySkip(ref {Names.Serialization}StoreReader reader)", $"{codec}.TrySkip(ref reader)");
    }

    private static void Forward(SourceWriter writer, string signature, string call)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public static bool {signature} => {call};");
        writer.Line();
    }
}
