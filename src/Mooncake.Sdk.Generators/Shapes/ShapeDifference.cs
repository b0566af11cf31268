namespace Mooncake.Sdk.Generators.Shapes;

/// <summary>What has changed between a shape that is on file and the one that a type has now.</summary>
internal sealed class ShapeDifference
{
    private const int MaxShown = 3;

    private readonly List<string> _breaking = [];
    private readonly List<string> _harmless = [];

    /// <summary>Starts with no change.</summary>
    /// <param name="remedy">
    /// What to do instead of a change that breaks, as the begin of an enumeration; empty where the kind has no way.
    /// </param>
    public ShapeDifference(string remedy) => Remedy = remedy.Length == 0 ? "" : remedy + ", ";

    /// <summary>What to do instead of a change that breaks, up to the comma behind it; may be empty.</summary>
    public string Remedy { get; }

    /// <summary>True if objects of the old shape cannot be read, or would be read wrongly.</summary>
    public bool IsBreaking => _breaking.Count > 0;

    /// <summary>True if nothing has changed that a line tells.</summary>
    public bool IsNone => _breaking.Count + _harmless.Count == 0;

    /// <summary>The worst changes in words; those that do no harm are left out where there are others.</summary>
    public string Words
    {
        get
        {
            List<string> words = IsBreaking ? _breaking : _harmless;
            string shown = string.Join(", ", words.Take(MaxShown));
            return words.Count > MaxShown ? $"{shown} and {words.Count - MaxShown} more" : shown;
        }
    }

    /// <summary>Adds a change after which old objects are lost or misread.</summary>
    /// <param name="words">What has changed.</param>
    public void Break(string words) => _breaking.Add(words);

    /// <summary>Adds a change after which old objects are read as before.</summary>
    /// <param name="words">What has changed.</param>
    public void Allow(string words) => _harmless.Add(words);
}
