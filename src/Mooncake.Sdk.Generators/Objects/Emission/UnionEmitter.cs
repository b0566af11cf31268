using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Objects.Model;

namespace Mooncake.Sdk.Generators.Objects.Emission;

/// <summary>Writes the methods of unions: a tag, then the concrete type's value.</summary>
internal static class UnionEmitter
{
    private const int FirstWideTag = 250;

    /// <summary>Writes the methods.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The type.</param>
    public static void Emit(SourceWriter writer, ObjectModel model)
    {
        MethodFrame.OpenMeasure(writer, model);
        EmitDispatch(writer, model, "sizer", static item =>
            [$"sizer.Add({(item.Tag < FirstWideTag ? "1" : "3")});", $"return {item.Codec}.TryMeasure(ref sizer, ({item.TypeText})value);"]);
        MethodFrame.OpenWrite(writer, model);
        EmitDispatch(writer, model, "writer", static item =>
            [$"return writer.TryWriteTag({Names.Number(item.Tag)}) && {item.Codec}.TryWrite(ref writer, ({item.TypeText})value);"]);
        EmitRead(writer, model);
        EmitSkip(writer, model);
    }

    // The exact type decides: a subtype that is not listed would come back as something else.
    private static void EmitDispatch(SourceWriter writer, ObjectModel model, string cursor, Func<UnionCaseModel, string[]> body)
    {
        writer.Line("global::System.Type type = value.GetType();");
        foreach (UnionCaseModel item in model.Cases)
        {
            writer.Open($"if (type == typeof({item.TypeText}))");
            foreach (string line in body(item))
            {
                writer.Line(line);
            }

            writer.Close();
            writer.Line();
        }

        writer.Line($"return {cursor}.Fail({Names.ErrorCode}ValueNotEncodable);");
        writer.Close();
        writer.Line();
    }

    private static void EmitRead(SourceWriter writer, ObjectModel model)
    {
        MethodFrame.OpenRead(writer, model);
        MethodFrame.ReturnFalseUnless(writer, "reader.TryReadTag(out int tag)");
        writer.Open("switch (tag)");
        writer.Line("case -1:");
        writer.Indent();
        writer.Line("return true;");
        writer.Outdent();
        foreach (UnionCaseModel item in model.Cases)
        {
            string number = Names.Number(item.Tag);
            writer.Open($"case {number}:");
            writer.Line($"bool isRead{number} = {item.Codec}.TryRead(ref reader, out {item.TypeText} value{number});");
            writer.Line($"value = value{number};");
            writer.Line($"return isRead{number};");
            writer.Close();
        }

        writer.Line("default:");
        writer.Indent();
        writer.Line($"return reader.Fail({Names.ErrorCode}MalformedHeader);");
        writer.Outdent();
        writer.Close();
        writer.Close();
        writer.Line();
    }

    private static void EmitSkip(SourceWriter writer, ObjectModel model)
    {
        MethodFrame.OpenSkip(writer, model);
        MethodFrame.ReturnFalseUnless(writer, "reader.TryReadTag(out int tag)");
        writer.Open("switch (tag)");
        writer.Line("case -1:");
        writer.Indent();
        writer.Line("return true;");
        writer.Outdent();
        foreach (UnionCaseModel item in model.Cases)
        {
            writer.Line($"case {Names.Number(item.Tag)}:");
            writer.Indent();
            writer.Line($"return {item.Codec}.TrySkip(ref reader);");
            writer.Outdent();
        }

        writer.Line("default:");
        writer.Indent();
        writer.Line($"return reader.Fail({Names.ErrorCode}MalformedHeader);");
        writer.Outdent();
        writer.Close();
        writer.Close();
        writer.Line();
    }
}
