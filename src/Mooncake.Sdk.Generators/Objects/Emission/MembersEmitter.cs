using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Objects.Model;

namespace Mooncake.Sdk.Generators.Objects.Emission;

/// <summary>Writes the methods of plain objects: a member count, then the members, runs of memory images as one block.</summary>
internal static class MembersEmitter
{
    /// <summary>Writes the methods.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The type.</param>
    public static void Emit(SourceWriter writer, ObjectModel model)
    {
        EmitMeasure(writer, model);
        EmitWrite(writer, model);
        EmitRead(writer, model);
        EmitReadPrefix(writer, model);
        EmitSkip(writer, model);
    }

    private static void EmitMeasure(SourceWriter writer, ObjectModel model)
    {
        MethodFrame.OpenMeasure(writer, model);
        SizeExpression constant = new(1);
        foreach (MemberModel member in model.Members.Where(static member => member.Codec.Image is not null))
        {
            constant.Add(member);
        }

        writer.Line($"sizer.Add({constant});");
        foreach (MemberModel member in model.Members.Where(static member => member.Codec.Image is null))
        {
            MethodFrame.ReturnFalseUnless(writer, PayloadEmitter.Measure(model, member));
        }

        MethodFrame.Succeed(writer, model, "sizer");
    }

    private static void EmitWrite(SourceWriter writer, ObjectModel model)
    {
        MethodFrame.OpenWrite(writer, model);

        // The count stands at the head of the first run.
        RunEmitter.Write(writer, model, 0, lead: 1, () => writer.Line($"run0.Write<byte>(0, {Names.Number(model.Members.Count)});"));
        for (int i = RunEmitter.EndOf(model, 0); i < model.Members.Count; i = Math.Max(i + 1, RunEmitter.EndOf(model, i)))
        {
            MemberModel member = model.Members[i];
            if (member.Codec.Image is not null)
            {
                RunEmitter.Write(writer, model, i, lead: 0, static () => { });
            }
            else
            {
                MethodFrame.ReturnFalseUnless(writer, PayloadEmitter.Write(model, member));
            }
        }

        MethodFrame.Succeed(writer, model, "writer");
    }

    private static void EmitRead(SourceWriter writer, ObjectModel model)
    {
        MethodFrame.OpenRead(writer, model);
        string count = Names.Number(model.Members.Count);
        MethodFrame.ReturnFalseUnless(writer, $"reader.TryReadHeader({count}, out int count)");
        if (!model.Members.IsEmpty)
        {
            writer.Open($"if (count != {count})");
            writer.Line("return TryReadPrefix(ref reader, count, out value);");
            writer.Close();
        }
        else
        {
            writer.Open("if (count < 0)");
            writer.Line("return true;");
            writer.Close();
        }

        writer.Line();
        MethodFrame.Enter(writer, model, "reader");
        for (int i = 0; i < model.Members.Count; i = Math.Max(i + 1, RunEmitter.EndOf(model, i)))
        {
            MemberModel member = model.Members[i];
            if (member.Codec.Image is not null)
            {
                RunEmitter.Read(writer, model, i);
            }
            else
            {
                MethodFrame.ReturnFalseUnless(writer, $"{member.Codec.Text}.TryRead(ref reader, out {member.TypeText} {Names.Local(i)})");
            }
        }

        ConstructionEmitter.Emit(writer, model, static _ => null);
        MethodFrame.Succeed(writer, model, "reader");
    }

    // Objects written before members were appended: what is missing keeps its default.
    private static void EmitReadPrefix(SourceWriter writer, ObjectModel model)
    {
        if (model.Members.IsEmpty)
        {
            return;
        }

        writer.Open($"private static bool TryReadPrefix(ref {Names.Serialization}StoreReader reader, int count, out {ObjectEmitter.NullableType(model)} value)");
        writer.Line("value = default;");
        writer.Open("if (count < 0)");
        writer.Line("return true;");
        writer.Close();
        writer.Line();
        MethodFrame.Enter(writer, model, "reader");
        for (int i = 0; i < model.Members.Count; i++)
        {
            MemberModel member = model.Members[i];
            writer.Line($"{member.TypeText} {Names.Local(i)} = default;");
            if (i < model.Members.Count - 1)
            {
                MethodFrame.ReturnFalseUnless(
                    writer,
                    $"(count <= {Names.Number(i)} || {member.Codec.Text}.TryRead(ref reader, out {Names.Local(i)}))");
            }
        }

        ConstructionEmitter.Emit(writer, model, static position => $"count > {Names.Number(position)}");
        MethodFrame.Succeed(writer, model, "reader");
    }

    private static void EmitSkip(SourceWriter writer, ObjectModel model)
    {
        MethodFrame.OpenSkip(writer, model);
        MethodFrame.ReturnFalseUnless(writer, $"reader.TryReadHeader({Names.Number(model.Members.Count)}, out int count)");
        MethodFrame.Enter(writer, model, "reader");
        for (int i = 0; i < model.Members.Count; i++)
        {
            MethodFrame.ReturnFalseUnless(writer, $"(count <= {Names.Number(i)} || {model.Members[i].Codec.Text}.TrySkip(ref reader))");
        }

        MethodFrame.Succeed(writer, model, "reader");
    }
}
