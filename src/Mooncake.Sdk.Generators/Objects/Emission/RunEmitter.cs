using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Objects.Model;

namespace Mooncake.Sdk.Generators.Objects.Emission;

/// <summary>Writes runs of members that are memory images: one check of the bounds, then each at its offset.</summary>
internal static class RunEmitter
{
    /// <summary>The position behind the run that starts at a member; the member's own if it starts none.</summary>
    /// <param name="model">The type.</param>
    /// <param name="start">The member's position.</param>
    public static int EndOf(ObjectModel model, int start)
    {
        int end = start;
        while (end < model.Members.Count && model.Members[end].Codec.Image is not null)
        {
            end++;
        }

        return end;
    }

    /// <summary>Writes the statements that write a run.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The type.</param>
    /// <param name="start">The run's first member.</param>
    /// <param name="lead">Bytes in front of the first member, inside the run.</param>
    /// <param name="writeLead">Writes the statement that fills them.</param>
    public static void Write(SourceWriter writer, ObjectModel model, int start, int lead, Action writeLead)
    {
        string run = "run" + Names.Number(start);
        Take(writer, model, "writer", start, lead);
        writeLead();
        SizeExpression offset = new(lead);
        for (int i = start; i < EndOf(model, start); i++)
        {
            MemberModel member = model.Members[i];
            writer.Line(member.Codec.IsRaw
                ? $"{run}.Write({offset}, value.{member.Name});"
                : $"{run}.Put<{member.TypeText}, {member.Codec.Image}>({offset}, value.{member.Name});");
            offset.Add(member);
        }
    }

    /// <summary>Writes the statements that read a run into locals.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The type.</param>
    /// <param name="start">The run's first member.</param>
    public static void Read(SourceWriter writer, ObjectModel model, int start)
    {
        string run = "run" + Names.Number(start);
        Take(writer, model, "reader", start, lead: 0);
        SizeExpression offset = new();
        for (int i = start; i < EndOf(model, start); i++)
        {
            MemberModel member = model.Members[i];
            if (member.Codec.IsRaw)
            {
                writer.Line($"{member.TypeText} {Names.Local(i)} = {run}.Read<{member.TypeText}>({offset});");
            }
            else
            {
                writer.Open(
                    $"if (!{run}.TryGet<{member.TypeText}, {member.Codec.Image}>({offset}, out {member.TypeText} {Names.Local(i)}))");
                writer.Line($"return reader.Fail({Names.ErrorCode}MalformedValue);");
                writer.Close();
                writer.Line();
            }

            offset.Add(member);
        }
    }

    private static void Take(SourceWriter writer, ObjectModel model, string cursor, int start, int lead)
    {
        SizeExpression size = new(lead);
        for (int i = start; i < EndOf(model, start); i++)
        {
            size.Add(model.Members[i]);
        }

        MethodFrame.ReturnFalseUnless(
            writer,
            $"{cursor}.TryTake({size}, out {Names.Serialization}StoreRun run{Names.Number(start)})");
    }
}
