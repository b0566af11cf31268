using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Mooncake.Conformance.Model;

/// <summary>A key or a regular expression in the form that the contract takes, pinned for as long as it is referenced.</summary>
internal sealed class ScenarioKey
{
    private const int LongestShown = 60;

    private readonly string _text;

    // On the pinned heap, so that a pointer to it stays valid while this object lives.
    private readonly byte[] _bytes;

    /// <summary>Makes a key.</summary>
    /// <param name="text">Its text.</param>
    internal ScenarioKey(string text)
    {
        _text = text;
        Length = Encoding.UTF8.GetByteCount(text);
        _bytes = GC.AllocateArray<byte>(Length + 1, pinned: true);
        Encoding.UTF8.GetBytes(text, _bytes);
    }

    /// <summary>The key's length in bytes, NUL not counted.</summary>
    internal int Length { get; }

    /// <summary>Where its UTF-8 starts; a NUL follows it. Valid while this object is kept alive.</summary>
    internal unsafe byte* Pointer => (byte*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0);

    /// <summary>Reads a key.</summary>
    /// <param name="json">A text, or an object with <c>repeat</c> and <c>count</c>.</param>
    /// <returns>The key.</returns>
    internal static ScenarioKey Parse(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            return new ScenarioKey(json.GetString()!);
        }

        JsonMembers members = new(json, "A key");
        string text = new StringBuilder().Insert(0, members.Text("repeat"), members.Count("count")).ToString();
        members.RequireAllTaken();
        return new ScenarioKey(text);
    }

    /// <summary>The key as the reports show it: long ones by their beginning and length.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _text.Length <= LongestShown
        ? JsonSerializer.Serialize(_text)
        : string.Create(CultureInfo.InvariantCulture, $"{JsonSerializer.Serialize(_text[..LongestShown])}... ({Length} bytes)");
}
