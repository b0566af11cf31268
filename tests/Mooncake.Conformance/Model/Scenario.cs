using System.Text.Json;

namespace Mooncake.Conformance.Model;

/// <summary>One recorded conversation with a store, call by call.</summary>
/// <param name="Name">What the reports call it.</param>
/// <param name="Steps">The calls, in order.</param>
internal sealed record Scenario(string Name, IReadOnlyList<JsonMembers> Steps)
{
    /// <summary>Reads a scenario.</summary>
    /// <param name="json">The file's text.</param>
    /// <returns>The scenario.</returns>
    /// <exception cref="ScenarioException">The text is JSON, but not a scenario.</exception>
    internal static Scenario Parse(string json)
    {
        JsonMembers members = new(JsonElement.Parse(json), "The scenario");
        string name = members.Text("name");
        JsonElement steps = members.Required("steps");
        return new Scenario(name, [.. steps.EnumerateArray().Select((step, i) => new JsonMembers(step, $"{name}, step {i + 1}"))]);
    }
}
