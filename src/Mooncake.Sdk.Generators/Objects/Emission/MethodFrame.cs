using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Objects.Model;

namespace Mooncake.Sdk.Generators.Objects.Emission;

/// <summary>Writes what the methods of all codecs have in common: signatures, nulls, levels.</summary>
internal static class MethodFrame
{
    private const int NarrowMembers = 32;

    /// <summary>Opens the measuring method; what follows may take the value for not null.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The type.</param>
    public static void OpenMeasure(SourceWriter writer, ObjectModel model)
    {
        Open(writer, model, $"TryMeasure(ref {Names.Serialization}StoreSizer sizer, in {ObjectEmitter.NullableType(model)} value)");
        ForwardIfImage(writer, model, "TryMeasure(ref sizer, in value)");
        if (!model.IsValueType)
        {
            writer.Open("if (value is null)");
            writer.Line("sizer.Add(1);");
            writer.Line("return true;");
            writer.Close();
            writer.Line();
        }

        Enter(writer, model, "sizer");
    }

    /// <summary>Opens the writing method; what follows may take the value for not null.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The type.</param>
    public static void OpenWrite(SourceWriter writer, ObjectModel model)
    {
        Open(writer, model, $"TryWrite(ref {Names.Serialization}StoreWriter writer, in {ObjectEmitter.NullableType(model)} value)");
        ForwardIfImage(writer, model, "TryWrite(ref writer, in value)");
        if (!model.IsValueType)
        {
            writer.Open("if (value is null)");
            writer.Line("return writer.TryWriteNull();");
            writer.Close();
            writer.Line();
        }

        Enter(writer, model, "writer");
    }

    /// <summary>Opens the reading method, with the value set to its default.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The type.</param>
    public static void OpenRead(SourceWriter writer, ObjectModel model)
    {
        Open(writer, model, $"TryRead(ref {Names.Serialization}StoreReader reader, out {ObjectEmitter.NullableType(model)} value)");
        ForwardIfImage(writer, model, "TryRead(ref reader, out value)");
        writer.Line("value = default;");
    }

    /// <summary>Opens the method that skips a value.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The type.</param>
    public static void OpenSkip(SourceWriter writer, ObjectModel model)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Open($"public static bool TrySkip(ref {Names.Serialization}StoreReader reader)");
        ForwardIfImage(writer, model, "TrySkip(ref reader)");
    }

    /// <summary>Goes down one level where levels have to be counted.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The type.</param>
    /// <param name="cursor">Sizer, writer or reader.</param>
    public static void Enter(SourceWriter writer, ObjectModel model, string cursor)
    {
        if (model.IsNesting && model.Kind != ObjectKind.Union)
        {
            ReturnFalseUnless(writer, $"{cursor}.{(IsWide(model) ? "TryEnterWide" : "TryEnter")}()");
        }
    }

    /// <summary>Comes back up, answers true and closes the method.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The type.</param>
    /// <param name="cursor">Sizer, writer or reader.</param>
    public static void Succeed(SourceWriter writer, ObjectModel model, string cursor)
    {
        if (model.IsNesting)
        {
            writer.Line($"{cursor}.Leave();");
        }

        writer.Line("return true;");
        writer.Close();
        writer.Line();
    }

    /// <summary>Answers false unless a call answers true.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="call">The call.</param>
    public static void ReturnFalseUnless(SourceWriter writer, string call)
    {
        writer.Open($"if (!{call})");
        writer.Line("return false;");
        writer.Close();
        writer.Line();
    }

    // Many members, or structs of unknown size, may make for frames of which few fit into the stack's reserve.
    private static bool IsWide(ObjectModel model)
    {
        return model.Members.Count > NarrowMembers
            || model.Members.Any(static member => member.Codec is { Image: not null, Size: 0 });
    }

    private static void Open(SourceWriter writer, ObjectModel model, string signature)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Open("public static bool " + signature);
    }

    // A generic struct whose type arguments hold no references is its memory image, as every such struct.
    private static void ForwardIfImage(SourceWriter writer, ObjectModel model, string call)
    {
        if (model.Image is not null)
        {
            writer.Open($"if (!{ConstantsEmitter.ReferencesOf(model)})");
            writer.Line($"return {ImageEmitter.CodecOf(model)}.{call};");
            writer.Close();
            writer.Line();
        }
    }
}
