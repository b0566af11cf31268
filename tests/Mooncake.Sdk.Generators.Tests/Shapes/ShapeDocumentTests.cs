using Mooncake.Sdk.Generators.Shapes;

namespace Mooncake.Sdk.Generators.Tests.Shapes;

/// <summary>The lines that the pages show are such as the rules read.</summary>
public class ShapeDocumentTests
{
    [Theory]
    [InlineData("store-shapes.md", 4)]
    [InlineData("MOON0120.md", 1)]
    [InlineData("MOON0121.md", 2)]
    [InlineData("MOON0122.md", 1)]
    [InlineData("MOON0123.md", 2)]
    [InlineData("MOON0124.md", 1)]
    public void Page_ShowsLinesThatAreShapes(string page, int count)
    {
        string[] lines =
        [
            .. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "RulePages", page))
                .Where(static line => line.StartsWith("Demo.", StringComparison.Ordinal))
                .Where(line => page != "MOON0124.md" || line.EndsWith(']')),
        ];
        Assert.Equal(count, lines.Length);
        Assert.All(lines, static line => Assert.Equal(line, ShapeLine.Read(line, 0)?.Shape?.ToString()));
    }
}
