using System.Globalization;
using Mooncake.Sdk.Generators.Objects.Model;

namespace Mooncake.Sdk.Generators.Objects.Emission;

/// <summary>A sum of sizes as C# text: what the generator knows as one number, and what only the runtime knows behind it.</summary>
internal sealed class SizeExpression
{
    private readonly List<string> _terms = [];
    private int _known;

    /// <summary>Starts with bytes whose number is known.</summary>
    /// <param name="known">How many.</param>
    public SizeExpression(int known = 0) => _known = known;

    /// <summary>The size of a type as the runtime lays it out.</summary>
    /// <param name="typeText">The type.</param>
    public static string SizeOf(string typeText) => $"global::System.Runtime.CompilerServices.Unsafe.SizeOf<{typeText}>()";

    /// <summary>Adds the size of a member that is a memory image.</summary>
    /// <param name="member">The member.</param>
    public void Add(MemberModel member)
    {
        if (member.Codec.Size > 0)
        {
            _known += member.Codec.Size;
        }
        else
        {
            _terms.Add(SizeOf(member.TypeText));
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string known = _known.ToString(CultureInfo.InvariantCulture);
        if (_terms.Count == 0)
        {
            return known;
        }

        string terms = string.Join(" + ", _terms);
        return _known == 0 ? terms : $"{known} + {terms}";
    }
}
