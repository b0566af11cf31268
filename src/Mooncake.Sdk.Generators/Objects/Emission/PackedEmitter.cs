using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Objects.Model;

namespace Mooncake.Sdk.Generators.Objects.Emission;

/// <summary>Writes the methods of types that MemoryPack serializes: they name the type, and the SDK does the rest.</summary>
internal static class PackedEmitter
{
    /// <summary>Where the SDK calls MemoryPack.</summary>
    public const string Serializer = Names.Serialization + "MemoryPackObject.";

    /// <summary>Writes the methods.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The type.</param>
    public static void Emit(SourceWriter writer, ObjectModel model)
    {
        string value = ObjectEmitter.NullableType(model);
        Forward(writer, $"TryMeasure(ref {Names.Serialization}StoreSizer sizer, in {value} value)", "TryMeasure(ref sizer, in value)");
        Forward(writer, $"TryWrite(ref {Names.Serialization}StoreWriter writer, in {value} value)", "TryWrite(ref writer, in value)");
        Forward(writer, $"TryRead(ref {Names.Serialization}StoreReader reader, out {value} value)", "TryRead(ref reader, out value)");
        Forward(writer, $"TrySkip(ref {Names.Serialization}StoreReader reader)", "TrySkip(ref reader)");
    }

    private static void Forward(SourceWriter writer, string signature, string call)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public static bool {signature} => {Serializer}{call};");
        writer.Line();
    }
}
