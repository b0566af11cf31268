using System.Globalization;
using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Records.Parsing;
using Mooncake.Sdk.Generators.Rules;
using Mooncake.Sdk.Generators.Rules.Overlap;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Rules;

/// <summary>
/// The overlap of templates, decided twice: by the rule, and by writing down keys of small types, all of them for integers, bools and
/// enums. What the rule finds has to be a key of both; what the list finds, the rule has to find too.
/// </summary>
public class KeyOverlapFuzzTests
{
    private const int Pairs = 2_000;

    private static readonly string[] Placeholders =
        ["{U}", "{U:D2}", "{U:D4}", "{U:x}", "{U:X2}", "{U:x3}", "{I}", "{I:D3}", "{I:x}", "{F}", "{E}", "{E:G}", "{S}"];

    private static readonly string[] Literals = ["/", "-", "/a/", "a", "0", "-1", "/1", "%25", "/A", "B", ".", "…"];

    private static readonly Dictionary<(string Part, string Format, string Separators), HashSet<string>> Texts = [];

    private static readonly INamedTypeSymbol Type = GeneratorHarness
        .Compile(GeneratorHarness.CSharp14, "public enum E : sbyte { A, AB, B = -3, a } public record T(byte U, sbyte I, bool F, E E, string S);")
        .GetTypeByMetadataName("T")!;

    [Fact]
    public void Rule_AndListOfKeys_Agree()
    {
        Random random = new(1234);
        int overlapping = 0;
        for (int pair = 0; pair < Pairs; pair++)
        {
            (KeyTemplate template, KeyAutomaton keys, string text) first = Next(random);
            (KeyTemplate template, KeyAutomaton keys, string text) second = Next(random);
            string what = $"'{first.text}' and '{second.text}'";
            string? common = KeyAutomaton.FindCommonKey(first.keys, second.keys, TestContext.Current.CancellationToken);
            if (common is not null)
            {
                overlapping++;
                Assert.True(IsKey(first.template, 0, common, isLead: true), $"{what}: '{common}' is no key of the first");
                Assert.True(IsKey(second.template, 0, common, isLead: true), $"{what}: '{common}' is no key of the second");
                continue;
            }

            string? listed = List(first.template).FirstOrDefault(key => key.Length > 0 && IsKey(second.template, 0, key, isLead: true))
                ?? List(second.template).FirstOrDefault(key => key.Length > 0 && IsKey(first.template, 0, key, isLead: true));
            Assert.True(listed is null, $"{what} share '{listed}'");
        }

        Assert.InRange(overlapping, Pairs / 100, Pairs * 9 / 10);
    }

    /// <summary>A random template that breaks no rule.</summary>
    private static (KeyTemplate, KeyAutomaton, string) Next(Random random)
    {
        while (true)
        {
            string text = random.Next(2) == 0 ? "" : Literals[random.Next(Literals.Length)];
            int parts = random.Next(1, 4);
            for (int part = 0; part < parts; part++)
            {
                text += Placeholders[random.Next(Placeholders.Length)];
                text += part < parts - 1 || random.Next(2) == 0 ? Literals[random.Next(Literals.Length)] : "";
            }

            if (KeyTemplate.Parse(text, out KeyTemplate? template, out _) == KeyTemplateError.None && KeyLanguage.Find(template!, Type) is { } keys)
            {
                return (template!, keys, text);
            }
        }
    }

    /// <summary>Some keys of a template: each part takes its values, the other parts one of a few.</summary>
    private static IEnumerable<string> List(KeyTemplate template)
    {
        string[][] values = [.. template.Parts.Select(part => TextsOf(part, template.Separators).ToArray())];
        for (int varied = 0; varied < values.Length; varied++)
        {
            for (int sample = 0; sample < 3; sample++)
            {
                foreach (string value in values[varied])
                {
                    string key = template.Lead;
                    for (int part = 0; part < values.Length; part++)
                    {
                        string[] texts = values[part];
                        key += (part == varied ? value : texts[sample * 7 % texts.Length]) + template.Parts[part].Literal;
                    }

                    yield return key;
                }
            }
        }
    }

    /// <summary>True if a text is a key of the template from a part on: tries every way to cut it.</summary>
    private static bool IsKey(KeyTemplate template, int part, string text, bool isLead)
    {
        if (isLead)
        {
            return text.StartsWith(template.Lead, StringComparison.Ordinal) && IsKey(template, part, text[template.Lead.Length..], isLead: false);
        }

        if (part == template.Parts.Count)
        {
            return text.Length == 0;
        }

        KeyTemplatePart current = template.Parts[part];
        for (int length = 0; length <= text.Length; length++)
        {
            if (text.AsSpan(length).StartsWith(current.Literal, StringComparison.Ordinal)
                && IsText(current, text[..length], template.Separators)
                && IsKey(template, part + 1, text[(length + current.Literal.Length)..], isLead: false))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsText(KeyTemplatePart part, string text, string separators)
    {
        if (part.Name != "S")
        {
            return TextsOf(part, separators).Contains(text);
        }

        try
        {
            return KeyEscaping.Escape(Uri.UnescapeDataString(text), separators) == text;
        }
        catch (ArgumentException)
        {
            // Half of a surrogate pair, which no part of a key can hold.
            return false;
        }
    }

    /// <summary>All texts of an integer, bool or enum; for strings those of up to two characters of a small alphabet.</summary>
    private static HashSet<string> TextsOf(KeyTemplatePart part, string separators)
    {
        (string, string, string) name = (part.Name, part.Format, part.Name == "S" ? separators : "");
        if (!Texts.TryGetValue(name, out HashSet<string>? texts))
        {
            texts = [.. Write(part, separators)];
            Texts.Add(name, texts);
        }

        return texts;
    }

    private static IEnumerable<string> Write(KeyTemplatePart part, string separators)
    {
        string format = part.Format;
        return part.Name switch
        {
            "U" => Enumerable.Range(byte.MinValue, 256).Select(value => ((byte)value).ToString(format, CultureInfo.InvariantCulture)),
            "I" => Enumerable.Range(sbyte.MinValue, 256).Select(value => ((sbyte)value).ToString(format, CultureInfo.InvariantCulture)),
            "F" => ["0", "1"],
            "E" when format == "G" => ["A", "AB", "B", "a"],
            "E" => Enumerable.Range(sbyte.MinValue, 256).Select(value => ((sbyte)value).ToString(CultureInfo.InvariantCulture)),
            _ => Strings().Select(text => KeyEscaping.Escape(text, separators)),
        };
    }

    private static IEnumerable<string> Strings()
    {
        string[] alphabet = ["", "a", "A", "B", "0", "1", "/", "-", "%", "2", "5", "…", ".", "\n"];
        return alphabet.SelectMany(first => alphabet.Select(second => first + second)).Distinct();
    }
}
