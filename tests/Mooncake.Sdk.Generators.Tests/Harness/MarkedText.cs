using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Mooncake.Sdk.Generators.Tests.Harness;

/// <summary>Text in which <c>[|</c> and <c>|]</c> mark what is to be flagged, and places described as those of such text.</summary>
internal static class MarkedText
{
    /// <summary>Takes the marks out of a text.</summary>
    /// <param name="marked">The text.</param>
    /// <param name="expected">What stood between them, each as <see cref="Describe(Location, string)"/> tells it.</param>
    internal static string Unmark(string marked, out string[] expected)
    {
        List<TextSpan> spans = [];
        string text = marked;
        for (int start = text.IndexOf("[|", StringComparison.Ordinal); start >= 0; start = text.IndexOf("[|", StringComparison.Ordinal))
        {
            int end = text.IndexOf("|]", start, StringComparison.Ordinal) - "[|".Length;
            text = text.Remove(start, "[|".Length).Remove(end, "|]".Length);
            spans.Add(TextSpan.FromBounds(start, end));
        }

        TextLineCollection lines = SourceText.From(text).Lines;
        expected = [.. spans.Select(span => Describe(lines.GetLinePositionSpan(span), span, text))];
        return text;
    }

    /// <summary>Where a place begins and ends, each as line and column as an editor counts them, and what stands there.</summary>
    /// <param name="location">The place.</param>
    /// <param name="text">The file that it is in.</param>
    internal static string Describe(Location location, string text) => Describe(location.GetLineSpan().Span, location.SourceSpan, text);

    /// <summary>Severity and id of a finding, as a build shows them; the severity is the rule's own, whatever a project makes of it.</summary>
    /// <param name="diagnostic">The finding.</param>
    internal static string RuleOf(Diagnostic diagnostic) => $"{diagnostic.DefaultSeverity.ToString().ToLowerInvariant()} {diagnostic.Id}";

    private static string Describe(LinePositionSpan place, TextSpan span, string text) =>
        $"({place.Start.Line + 1},{place.Start.Character + 1})-({place.End.Line + 1},{place.End.Character + 1}): {text[span.Start..span.End]}";
}
