using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Objects.Emission;

/// <summary>
/// Writes the methods of types whose serializer is the package MemoryPack. It knows no size before it writes, so a value is
/// serialized once to count and once more to write: bytes kept in between could be those of another state of the value.
/// </summary>
internal static class MemoryPackEmitter
{
    private const string Buffer = Names.Serialization + "PackageBuffer";

    /// <summary>Writes the methods.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The type.</param>
    public static void Emit(SourceWriter writer, ObjectModel model)
    {
        string value = ObjectEmitter.NullableType(model);
        string serialize = $"{MemoryPackNames.EmittedSerializer}.Serialize<{model.TypeText}, {Buffer}>(in buffer, in value);";
        EmitMethod(
            writer,
            $"TryMeasure(ref {Names.Serialization}StoreSizer sizer, in {value} value)",
            "sizer",
            "ValueNotEncodable",
            [$"using {Buffer} buffer = {Buffer}.RentToCount();", serialize, "sizer.Add(buffer.Length);"]);
        EmitMethod(
            writer,
            $"TryWrite(ref {Names.Serialization}StoreWriter writer, in {value} value)",
            "writer",
            "ValueNotEncodable",
            [
                $"using {Buffer} buffer = {Buffer}.RentToWrite();",
                serialize,
                "if (!writer.TryWriteBlock(buffer.WrittenBytes))",
                "{",
                "    return false;",
                "}",
            ]);
        EmitMethod(
            writer,
            $"TryRead(ref {Names.Serialization}StoreReader reader, out {value} value)",
            "reader",
            "MalformedValue",
            [
                $"if (!reader.TrySkip({MemoryPackNames.EmittedSerializer}.Deserialize<{model.TypeText}>(reader.RemainingBytes, ref value)))",
                "{",
                "    return false;",
                "}",
            ],
            assignment: "value = default;");
        writer.Line($"public static bool TrySkip(ref {Names.Serialization}StoreReader reader) => TryRead(ref reader, out _);");
        writer.Line();
    }

    // The package nests without looking at the stack, so there has to be room where it is called.
    private static void EmitMethod(SourceWriter writer, string signature, string cursor, string error, string[] body, string? assignment = null)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Open("public static bool " + signature);
        if (assignment is not null)
        {
            writer.Line(assignment);
        }

        MethodFrame.ReturnFalseUnless(writer, $"{cursor}.TryEnterWide()");
        writer.Open("try");
        foreach (string line in body)
        {
            writer.Line(line);
        }

        writer.Close();
        writer.Open($"catch ({MemoryPackNames.EmittedException})");
        if (assignment is not null)
        {
            writer.Line(assignment);
        }

        writer.Line($"return {cursor}.Fail({Names.ErrorCode}{error});");
        writer.Close();
        writer.Line();
        writer.Line($"{cursor}.Leave();");
        writer.Line("return true;");
        writer.Close();
        writer.Line();
    }
}
