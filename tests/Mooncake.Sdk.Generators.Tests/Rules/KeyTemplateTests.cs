using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Tests.Rules;

/// <summary>How a template is taken apart, and where the first mistake in it is.</summary>
public class KeyTemplateTests
{
    [Fact]
    public void Template_OfLiteralsAndParts_IsTakenApart()
    {
        Assert.Equal(KeyTemplateError.None, KeyTemplate.Parse("{{kv}}/{Model}/{Layer:D3}-x{Block:x16}}}", out KeyTemplate? template, out _));
        Assert.NotNull(template);
        Assert.Equal("{kv}/", template.Lead);
        Assert.Equal(
            [new KeyTemplatePart("Model", "", "/", 7), new KeyTemplatePart("Layer", "D3", "-x", 15), new KeyTemplatePart("Block", "x16", "}", 27)],
            template.Parts);
        Assert.Equal("/-}", template.Separators);
    }

    [Fact]
    public void Template_OfASingleObject_HasNoParts()
    {
        Assert.Equal(KeyTemplateError.None, KeyTemplate.Parse("config/{{x}}", out KeyTemplate? template, out _));
        Assert.NotNull(template);
        Assert.Equal("config/{x}", template.Lead);
        Assert.Empty(template.Parts);
        Assert.Empty(template.Separators);
    }

    [Theory]
    [InlineData(null, "Empty", 0)]
    [InlineData("", "Empty", 0)]
    [InlineData("kv}", "LoneBrace", 2)]
    [InlineData("kv/{A", "LoneBrace", 3)]
    [InlineData("kv/{}", "BadPlaceholder", 3)]
    [InlineData("kv/{A:}", "BadPlaceholder", 3)]
    [InlineData("kv/{1A}", "BadPlaceholder", 3)]
    [InlineData("kv/{@A}", "BadPlaceholder", 3)]
    [InlineData("{A}/{A}", "DuplicatePlaceholder", 4)]
    [InlineData("{A}{B}", "AdjacentPlaceholders", 3)]
    [InlineData("k\tv/{A}", "BadLiteral", 1)]
    [InlineData("{A}🥮", "BadSeparator", 3)]
    public void Template_WithAMistake_NamesItsPlace(string? text, string error, int position)
    {
        Assert.Equal(error, KeyTemplate.Parse(text, out KeyTemplate? template, out int found).ToString());
        Assert.Equal(position, found);
        Assert.Null(template);
    }
}
