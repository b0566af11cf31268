namespace Mooncake.Cli.Output;

/// <summary>Names and values, one pair per line, with the values in one column.</summary>
internal sealed class FactList
{
    private readonly List<(string Name, string Value)> _facts = [];

    /// <summary>Adds a line; an empty value adds none.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="value">The value. Control characters are escaped.</param>
    internal void Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _facts.Add((name, Printable.Of(value)));
        }
    }

    /// <summary>Writes the lines.</summary>
    /// <param name="output">Where to.</param>
    internal void WriteTo(ToolOutput output)
    {
        int width = _facts.Count == 0 ? 0 : _facts.Max(fact => fact.Name.Length);
        foreach ((string name, string value) in _facts)
        {
            output.Line($"{name.PadRight(width)}  {value}");
        }
    }
}
