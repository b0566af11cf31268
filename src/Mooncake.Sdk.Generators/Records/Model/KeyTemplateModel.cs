using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Records.Model;

/// <summary>A key template whose placeholders have found their members.</summary>
/// <param name="Text">The template as it was declared.</param>
/// <param name="Lead">The literal text before the first part; may be empty.</param>
/// <param name="Separators">The first character of each literal behind a part.</param>
/// <param name="Parts">The parts; none for a single object.</param>
internal sealed record KeyTemplateModel(string Text, string Lead, string Separators, EquatableArray<KeyPartModel> Parts)
{
    /// <summary>
    /// True for the one kind of template whose text could be empty, which no store takes as a key: a text part and nothing else.
    /// </summary>
    public bool CanBeEmpty => Lead.Length == 0 && Parts.Count == 1 && Parts[0].Kind == KeyPartKind.Text && Parts[0].Literal.Length == 0;
}
