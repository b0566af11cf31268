namespace Mooncake.Sdk.Generators.Rules;

/// <summary>An encoding in the fingerprint's notation.</summary>
/// <param name="Text">As far as it is known without running: see <see cref="Shapes.StoredShape"/>.</param>
/// <param name="Expression">C# that yields it at run time, where the text does not say all; else null.</param>
internal sealed record PackedWire(string Text, string? Expression = null)
{
    /// <summary>C# that yields the encoding.</summary>
    public string Code => Expression ?? $"\"{Text}\"";

    /// <summary>Puts encodings into a pattern.</summary>
    /// <param name="pattern">The pattern, with <c>{0}</c> and so on for the encodings.</param>
    /// <param name="parts">The encodings.</param>
    public static PackedWire Compose(string pattern, params PackedWire[] parts)
    {
        string text = pattern;
        string code = $"\"{pattern}\"";
        for (int i = 0; i < parts.Length; i++)
        {
            text = text.Replace($"{{{i}}}", parts[i].Text);
            code = code.Replace($"{{{i}}}", $"\" + {parts[i].Code} + \"");
        }

        return new PackedWire(text, parts.Any(static part => part.Expression is not null) ? code : null);
    }
}
