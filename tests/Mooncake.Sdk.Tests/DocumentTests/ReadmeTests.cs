namespace Mooncake.DocumentTests;

public sealed class ReadmeTests
{
    [Fact]
    public void Example_IsTheSampleVerbatim() =>
        Assert.Contains($"```csharp\n{Documents.Read("HelloStore.cs").TrimEnd('\n')}\n```", Documents.Read("README.md"), StringComparison.Ordinal);

    [Theory]
    [InlineData("dotnet run --project samples/HelloStore")]
    [InlineData("dotnet test")]
    public void Commands_StandOnLinesOfTheirOwn(string command) =>
        Assert.Contains($"\n{command}\n", Documents.Read("README.md"), StringComparison.Ordinal);
}
