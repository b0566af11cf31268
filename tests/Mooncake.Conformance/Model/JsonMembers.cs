using System.Text.Json;

namespace Mooncake.Conformance.Model;

/// <summary>A JSON object whose members are taken one by one, so that one which nobody understood is noticed instead of passed over.</summary>
internal sealed class JsonMembers
{
    // What a recording says about itself; it changes nothing.
    private static readonly HashSet<string> Remarks = ["why", "note", "comment", "defect"];

    private readonly JsonElement _element;
    private readonly string _where;
    private readonly HashSet<string> _taken = [.. Remarks];

    /// <summary>Reads an object.</summary>
    /// <param name="element">The object.</param>
    /// <param name="where">What the messages call it.</param>
    internal JsonMembers(JsonElement element, string where)
    {
        _where = where;
        _element = element.ValueKind == JsonValueKind.Object
            ? element
            : throw new ScenarioException($"{where} must be an object, but is {element.GetRawText()}.");
    }

    /// <summary>Takes a member that may be missing.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its value, or null.</returns>
    internal JsonElement? Optional(string name)
    {
        _taken.Add(name);
        return _element.TryGetProperty(name, out JsonElement value) ? value : null;
    }

    /// <summary>Takes a member that must be there.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its value.</returns>
    internal JsonElement Required(string name) =>
        Optional(name) ?? throw new ScenarioException($"{_where} needs a member '{name}': {_element.GetRawText()}.");

    /// <summary>Takes a text.</summary>
    /// <param name="name">The member's name.</param>
    /// <returns>The text.</returns>
    internal string Text(string name) => Required(name).GetString()!;

    /// <summary>Takes a text that may be missing.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="absent">What stands for a missing one.</param>
    /// <returns>The text.</returns>
    internal string Text(string name, string absent) => Optional(name)?.GetString() ?? absent;

    /// <summary>Takes a number of bytes or of things.</summary>
    /// <param name="name">The member's name.</param>
    /// <returns>The number.</returns>
    internal int Count(string name) => Required(name).GetInt32();

    /// <summary>Takes a number of bytes or of things that may be missing.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="absent">What stands for a missing one.</param>
    /// <returns>The number.</returns>
    internal int Count(string name, int absent) => Optional(name)?.GetInt32() ?? absent;

    /// <summary>Takes a yes or no; missing is no.</summary>
    /// <param name="name">The member's name.</param>
    /// <returns>The value.</returns>
    internal bool Flag(string name) => Optional(name)?.GetBoolean() ?? false;

    /// <summary>Takes an object that may be missing.</summary>
    /// <param name="name">The member's name.</param>
    /// <returns>Its members, or null.</returns>
    internal JsonMembers? Members(string name) =>
        Optional(name) is { } value ? new JsonMembers(value, $"{_where}, '{name}'") : null;

    /// <summary>Takes a list of objects.</summary>
    /// <param name="name">The member's name.</param>
    /// <returns>The members of each.</returns>
    internal IReadOnlyList<JsonMembers> List(string name) =>
        [.. Required(name).EnumerateArray().Select((item, i) => new JsonMembers(item, $"{_where}, '{name}' [{i}]"))];

    /// <summary>Fails if a member was not taken.</summary>
    /// <exception cref="ScenarioException">One was not.</exception>
    internal void RequireAllTaken()
    {
        string[] unknown = [.. _element.EnumerateObject().Select(static member => member.Name).Where(name => !_taken.Contains(name))];
        if (unknown.Length > 0)
        {
            throw new ScenarioException($"{_where} has members that the player does not know: {string.Join(", ", unknown)}.");
        }
    }
}
