using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0035: numbers in place of an option that no enum declares.</summary>
public class MOON0035Tests
{
    private const string Key = "[StoreKey(\"k/{Id}\", OPTION)] public partial record T(int Id);";

    [Theory]
    [InlineData(Key, "Integrity = (StoreIntegrity)9", "(StoreIntegrity)9", "9 is not a value of StoreIntegrity; use ")]
    [InlineData(Key, "Integrity = StoreIntegrity.None | StoreIntegrity.Identity", "StoreIntegrity.None | StoreIntegrity.Identity", "3 is not a value of StoreIntegrity; use ")]
    [InlineData("[StoreObject(OPTION)] public partial record T(int Id);", "(StoreLayout)7", "(StoreLayout)7", "7 is not a value of StoreLayout; use Sequential, Explicit or VersionTolerant")]
    [InlineData("[StoreObject(OPTION)] public partial record T(int Id);", "(StoreLayout)byte.MaxValue", "(StoreLayout)byte.MaxValue", "255 is not a value of StoreLayout; use ")]
    [InlineData("[StoreObject(StoreLayout.Sequential), StoreKey(\"k/{Id}\", OPTION)] public partial record T(int Id);", "Integrity = (StoreIntegrity)77", "(StoreIntegrity)77", "77 is not a value of StoreIntegrity; use ")]
    public async Task Option_ThatDoesNotExist_IsFlaggedAtTheArgument(string declaration, string option, string flagged, string message)
    {
        string finding = Assert.Single(await RunAsync(declaration.Replace("OPTION", option, StringComparison.Ordinal)));
        Assert.StartsWith($"error MOON0035 {flagged}: No code is generated for 'T', because ", finding, StringComparison.Ordinal);
        Assert.Contains(message, finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[StoreKey(\"k/{Id}\")] public partial record T(int Id);")]
    [InlineData("[StoreKey(\"k/{Id}\", Integrity = 0)] public partial record T(int Id);")]
    [InlineData("[StoreKey(\"k/{Id}\", Integrity = StoreIntegrity.Identity)] public partial record T(int Id);")]
    [InlineData("[StoreKey(\"k/{Id}\", Integrity = (StoreIntegrity)1)] public partial record T(int Id);")]
    [InlineData("[StoreKey(\"k/{Id}\", Integrity = Limits.Level)] public partial record T(int Id); public static class Limits { public const StoreIntegrity Level = StoreIntegrity.None; }")]
    [InlineData("[StoreObject] public partial record T(int Id);")]
    [InlineData("[StoreObject((StoreLayout)2)] public partial record T([property: StoreOrder(0)] int Id);")]
    [InlineData("[StoreKey(\"k/{Id}\"), Other((Level)9)] public partial record T(int Id); public enum Level { One } public class Other(Level level) : System.Attribute { public Level Level => level; }")]
    public async Task Option_ThatExistsOrIsNotOurs_IsNotFlagged(string source) => Assert.Empty(await RunAsync(source));

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<UndefinedOptionAnalyzer>("using Mooncake;\n" + source);
}
