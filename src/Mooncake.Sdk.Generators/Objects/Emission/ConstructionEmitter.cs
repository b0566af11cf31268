using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Objects.Emission;

/// <summary>Writes the statements that make an object from the locals that its members were read into.</summary>
internal static class ConstructionEmitter
{
    private const string Initial = "initial";

    /// <summary>Writes the statements; they assign <c>value</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The type.</param>
    /// <param name="condition">For a member's position, the condition under which the bytes hold it; null if they always do.</param>
    public static void Emit(SourceWriter writer, ObjectModel model, Func<int, string?> condition)
    {
        List<int> kept = [.. PositionsOf(model, MemberTarget.KeptInitializer).Where(position => condition(position) is not null)];
        if (kept.Count > 0)
        {
            EmitInitial(writer, model, kept.Select(condition));
        }

        EmitConstruction(
            writer,
            model,
            "value",
            PositionsOf(model, MemberTarget.Initializer, MemberTarget.ArgumentAndInitializer, MemberTarget.KeptInitializer),
            position => kept.Contains(position)
                ? $"{condition(position)} ? {Names.Local(position)} : {Initial}.{model.Members[position].Name}"
                : Names.Local(position));
        foreach (int position in PositionsOf(model, MemberTarget.Assignment, MemberTarget.Refill, MemberTarget.KeptRefill))
        {
            EmitAssignment(writer, model, position, model.Members[position].Target == MemberTarget.Refill ? null : condition(position));
        }

        writer.Line();
    }

    // Members that only an object initializer can set keep what the type's own initializers made by a detour: a further object is made
    // without them, and they are copied from it. That happens only where the bytes do not hold them.
    private static void EmitInitial(SourceWriter writer, ObjectModel model, IEnumerable<string?> conditions)
    {
        writer.Line($"{ObjectEmitter.NullableType(model)} {Initial} = default;");
        writer.Open($"if (!({string.Join(" && ", conditions)}))");
        EmitConstruction(
            writer, model, Initial, PositionsOf(model, MemberTarget.Initializer, MemberTarget.ArgumentAndInitializer), Names.Local);
        writer.Close();
        writer.Line();
    }

    private static void EmitConstruction(
        SourceWriter writer, ObjectModel model, string variable, List<int> initialized, Func<int, string> value)
    {
        string arguments = string.Join(
            ", ", model.Arguments.Select(static argument => (argument.IsReference ? "in " : "") + Names.Local(argument.Member)));
        string construction = $"{variable} = new {model.TypeText}({arguments})";
        if (initialized.Count == 0)
        {
            writer.Line(construction + ";");
            return;
        }

        writer.Open(construction);
        foreach (int position in initialized)
        {
            writer.Line($"{model.Members[position].Name} = {value(position)},");
        }

        writer.Close(";");
    }

    private static void EmitAssignment(SourceWriter writer, ObjectModel model, int position, string? condition)
    {
        string member = $"value.{model.Members[position].Name}";
        string read = model.Members[position].Target == MemberTarget.Assignment
            ? Names.Local(position)
            : $"{StoreTypeNames.Codecs}Comparers.Keep({member}, {Names.Local(position)})";
        string assignment = $"{member} = {read};";
        if (condition is null)
        {
            writer.Line(assignment);
            return;
        }

        writer.Open($"if ({condition})");
        writer.Line(assignment);
        writer.Close();
    }

    private static List<int> PositionsOf(ObjectModel model, params MemberTarget[] targets) =>
        [.. Enumerable.Range(0, model.Members.Count).Where(position => targets.Contains(model.Members[position].Target))];
}
