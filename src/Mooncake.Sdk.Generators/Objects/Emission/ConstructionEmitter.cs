using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Objects.Model;

namespace Mooncake.Sdk.Generators.Objects.Emission;

/// <summary>Writes the statements that make an object from the locals that its members were read into.</summary>
internal static class ConstructionEmitter
{
    /// <summary>Writes the statements; they assign <c>value</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The type.</param>
    /// <param name="condition">For a member's position, the condition under which the bytes hold it; null if they always do.</param>
    public static void Emit(SourceWriter writer, ObjectModel model, Func<int, string?> condition)
    {
        string arguments = string.Join(", ", model.Arguments.Select(Names.Local));
        List<int> initialized = PositionsOf(model, MemberTarget.Initializer, MemberTarget.ArgumentAndInitializer);
        string construction = $"value = new {model.TypeText}({arguments})";
        if (initialized.Count == 0)
        {
            writer.Line(construction + ";");
        }
        else
        {
            writer.Open(construction);
            foreach (int i in initialized)
            {
                writer.Line($"{model.Members[i].Name} = {Names.Local(i)},");
            }

            writer.Close(";");
        }

        foreach (int i in PositionsOf(model, MemberTarget.Assignment, MemberTarget.Assignment))
        {
            string assignment = $"value.{model.Members[i].Name} = {Names.Local(i)};";
            if (condition(i) is { } isThere)
            {
                writer.Open($"if ({isThere})");
                writer.Line(assignment);
                writer.Close();
            }
            else
            {
                writer.Line(assignment);
            }
        }

        writer.Line();
    }

    private static List<int> PositionsOf(ObjectModel model, MemberTarget first, MemberTarget second)
    {
        return [.. Enumerable.Range(0, model.Members.Count).Where(i => model.Members[i].Target == first || model.Members[i].Target == second)];
    }
}
