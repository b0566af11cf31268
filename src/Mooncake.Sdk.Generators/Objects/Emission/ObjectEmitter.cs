using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Objects.Emission;

/// <summary>Writes the file of one type: the codec inside it, and the interface that forwards to the codec.</summary>
internal static class ObjectEmitter
{
    /// <summary>The file's name.</summary>
    /// <param name="model">The type.</param>
    public static string HintName(ObjectModel model) => model.Scope.FileStem + ".StoreObject.g.cs";

    /// <summary>The file's text.</summary>
    /// <param name="model">The type.</param>
    public static string Emit(ObjectModel model)
    {
        SourceWriter writer = new();
        FileHeader.Write(writer);
        writer.Line("#nullable enable annotations");
        writer.Line("// The bytes decide what is null, not the annotations.");
        writer.Line("#nullable disable warnings");
        writer.Line();
        bool isObject = model.TypeParameters.IsEmpty && !model.IsInterface;
        model.Scope.Open(writer, isObject ? $"{Names.Serialization}IStoreObject<{model.TypeText}>" : "");
        if (isObject)
        {
            EmitInterface(writer, model);
        }

        EmitCodec(writer, model);
        model.Scope.Close(writer);
        return writer.ToString();
    }

    /// <summary>The value's type with its mark of nullability.</summary>
    /// <param name="model">The type.</param>
    public static string NullableType(ObjectModel model) => model.IsValueType ? model.TypeText : model.TypeText + "?";

    private static void EmitInterface(SourceWriter writer, ObjectModel model)
    {
        string self = $"{Names.Serialization}IStoreObject<{model.TypeText}>";
        string value = NullableType(model);
        const string Codec = StoreTypeNames.EmittedCodec;
        writer.Line(Names.Generated);
        writer.Line($"static {Names.Serialization}StoreShape {self}.Shape => {Codec}.Shape;");
        writer.Line();
        writer.Line(Names.Generated);
        writer.Line($"static bool {self}.TryMeasure(ref {Names.Serialization}StoreSizer sizer, in {value} value) => {Codec}.TryMeasure(ref sizer, in value);");
        writer.Line();
        writer.Line(Names.Generated);
        writer.Line($"static bool {self}.TryWrite(ref {Names.Serialization}StoreWriter writer, in {value} value) => {Codec}.TryWrite(ref writer, in value);");
        writer.Line();
        writer.Line(Names.Generated);
        writer.Line($"static bool {self}.TryRead(ref {Names.Serialization}StoreReader reader, out {value} value) => {Codec}.TryRead(ref reader, out value);");
        writer.Line();
        if (model.UsesMemoryPack)
        {
            writer.Line(Names.Generated);
            writer.Line($"static void {self}.Pack({Names.Serialization}MemoryPackBuffer buffer, in {value} value) => {PackedEmitter.Serializer}Pack(buffer, in value);");
            writer.Line();
        }
    }

    private static void EmitCodec(SourceWriter writer, ObjectModel model)
    {
        string hiding = model.IsHiding ? "new " : "";
        EquatableArray<TypeParameterModel> parameters = model.TypeParameters;
        string arguments = parameters.IsEmpty ? "" : $"<{string.Join(", ", parameters.Select(static parameter => parameter.Codec))}>";
        writer.Line("/// <summary>How values of this type are measured, written and read. For generated code.</summary>");
        writer.Line(Names.Generated);
        writer.Line(Names.Hidden);
        if (model.IsForbidden)
        {
            writer.Line(ObsoleteErrors.Permit);
        }

        writer.Line($"public {hiding}readonly struct {StoreTypeNames.EmittedCodec}{arguments} : {StoreTypeNames.Codecs}IStoreCodec<{model.TypeText}>");
        writer.Indent();
        foreach (TypeParameterModel parameter in parameters)
        {
            writer.Line($"where {parameter.Codec} : struct, {StoreTypeNames.Codecs}IStoreCodec<{parameter.Name}>");
        }

        writer.Outdent();
        writer.Open();
        ConstantsEmitter.Emit(writer, model);
        MethodsEmitter(model)(writer, model);
        foreach (LayoutModel layout in model.Layouts)
        {
            LayoutEmitter.Emit(writer, layout);
        }

        writer.Close();
    }

    private static Action<SourceWriter, ObjectModel> MethodsEmitter(ObjectModel model)
    {
        if (model.UsesMemoryPack)
        {
            return PackedEmitter.Emit;
        }

        return model.Kind switch
        {
            ObjectKind.Union => UnionEmitter.Emit,
            ObjectKind.Image => ImageEmitter.Emit,
            ObjectKind.Unavailable => UnavailableEmitter.Emit,
            ObjectKind.VersionTolerant => TolerantEmitter.Emit,
            _ => MembersEmitter.Emit,
        };
    }
}
