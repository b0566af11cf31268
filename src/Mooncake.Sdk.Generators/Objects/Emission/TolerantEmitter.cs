using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Objects.Model;

namespace Mooncake.Sdk.Generators.Objects.Emission;

/// <summary>Writes the methods of version-tolerant objects: slot count, the length of each slot, then the slots.</summary>
internal static class TolerantEmitter
{
    /// <summary>Writes the methods.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The type.</param>
    public static void Emit(SourceWriter writer, ObjectModel model)
    {
        EmitMeasure(writer, model);
        EmitWrite(writer, model);
        EmitRead(writer, model);
        EmitSkip(writer, model);
    }

    private static void EmitMeasure(SourceWriter writer, ObjectModel model)
    {
        MethodFrame.OpenMeasure(writer, model);

        // The count, and a length of one byte for each slot without a member.
        int slots = SlotCount(model);
        writer.Line($"sizer.Add({Names.Number(1 + slots - model.Members.Count)});");
        for (int i = 0; i < model.Members.Count; i++)
        {
            MemberModel member = model.Members[i];
            writer.Line($"long start{Names.Number(i)} = sizer.Size;");
            MethodFrame.ReturnFalseUnless(writer, PayloadEmitter.Measure(model, member));
            MethodFrame.ReturnFalseUnless(writer, $"sizer.TryAddSlotLength(start{Names.Number(i)})");
        }

        MethodFrame.Succeed(writer, model, "sizer");
    }

    private static void EmitWrite(SourceWriter writer, ObjectModel model)
    {
        MethodFrame.OpenWrite(writer, model);
        int slots = SlotCount(model);
        MethodFrame.ReturnFalseUnless(writer, $"writer.TryWriteHeader({Names.Number(slots)})");
        if (!model.Members.IsEmpty)
        {
            writer.Line($"{Names.Serialization}StoreSizer sizer = writer.MeasureSlots();");
        }

        for (int slot = 0; slot < slots; slot++)
        {
            int position = FindMember(model, slot);
            if (position < 0)
            {
                MethodFrame.ReturnFalseUnless(writer, "writer.TryWriteSlotLength(0)");
                continue;
            }

            MemberModel member = model.Members[position];
            string start = "start" + Names.Number(position);
            writer.Line($"long {start} = sizer.Size;");
            writer.Open($"if (!{PayloadEmitter.Measure(model, member)})");
            writer.Line("return writer.Fail(sizer.Error);");
            writer.Close();
            writer.Line();
            MethodFrame.ReturnFalseUnless(writer, $"writer.TryWriteSlotLength(sizer.Size - {start})");
        }

        foreach (MemberModel member in model.Members)
        {
            MethodFrame.ReturnFalseUnless(writer, PayloadEmitter.Write(model, member));
        }

        MethodFrame.Succeed(writer, model, "writer");
    }

    private static void EmitRead(SourceWriter writer, ObjectModel model)
    {
        MethodFrame.OpenRead(writer, model);
        MethodFrame.ReturnFalseUnless(writer, $"reader.TryReadSlots(out {Names.Serialization}StoreSlots slots)");
        writer.Open("if (slots.IsNull)");
        writer.Line("return true;");
        writer.Close();
        writer.Line();
        MethodFrame.Enter(writer, model, "reader");
        for (int slot = 0; slot < SlotCount(model); slot++)
        {
            int position = FindMember(model, slot);
            if (position < 0)
            {
                MethodFrame.ReturnFalseUnless(writer, "slots.TrySkip(ref reader)");
                continue;
            }

            MemberModel member = model.Members[position];
            string local = Names.Local(position);
            string isThere = "isThere" + Names.Number(position);
            writer.Line($"{member.TypeText} {local} = default;");
            writer.Line($"bool {isThere} = slots.TryOpen(ref reader);");
            MethodFrame.ReturnFalseUnless(
                writer,
                $"(!{isThere} || ({member.Codec.Text}.TryRead(ref reader, out {local}) && slots.TryClose(ref reader)))");
        }

        MethodFrame.ReturnFalseUnless(writer, "slots.TrySkipRest(ref reader)");
        ConstructionEmitter.Emit(writer, model, static position => "isThere" + Names.Number(position));
        MethodFrame.Succeed(writer, model, "reader");
    }

    private static void EmitSkip(SourceWriter writer, ObjectModel model)
    {
        MethodFrame.OpenSkip(writer, model);
        MethodFrame.ReturnFalseUnless(writer, $"reader.TryReadSlots(out {Names.Serialization}StoreSlots slots)");
        MethodFrame.Enter(writer, model, "reader");
        for (int slot = 0; slot < SlotCount(model); slot++)
        {
            int position = FindMember(model, slot);
            MethodFrame.ReturnFalseUnless(
                writer,
                position < 0
                    ? "slots.TrySkip(ref reader)"
                    : $"(!slots.TryOpen(ref reader) || ({model.Members[position].Codec.Text}.TrySkip(ref reader) && slots.TryClose(ref reader)))");
        }

        MethodFrame.ReturnFalseUnless(writer, "slots.TrySkipRest(ref reader)");
        MethodFrame.Succeed(writer, model, "reader");
    }

    private static int SlotCount(ObjectModel model)
    {
        return model.Members.IsEmpty ? 0 : model.Members.Max(static member => member.Slot) + 1;
    }

    private static int FindMember(ObjectModel model, int slot)
    {
        for (int i = 0; i < model.Members.Count; i++)
        {
            if (model.Members[i].Slot == slot)
            {
                return i;
            }
        }

        return -1;
    }
}
