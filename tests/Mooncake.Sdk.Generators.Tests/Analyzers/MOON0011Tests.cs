using Microsoft.CodeAnalysis.CSharp;
using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0011: templates without a placeholder.</summary>
public class MOON0011Tests
{
    [Theory]
    [InlineData("config")]
    [InlineData("config/{{Id}}")]
    [InlineData("/")]
    public async Task Template_WithoutAPlaceholder_IsFlagged(string template)
    {
        Assert.Equal(
            $"warning MOON0011 \"{template}\": All values of 'T' share the key '{template}', so the store holds only one object of this type; add a placeholder such as {{Id}}, or suppress the rule if a single object is intended",
            Assert.Single(await RunAsync($"[StoreKey(\"{template}\")] public partial record T(int Id);")));
    }

    [Theory]
    [InlineData("config/{Id}")]
    [InlineData("{Id}")]
    [InlineData("")]
    [InlineData("config/{")]
    [InlineData("config/{Nobody}")]
    [InlineData("config\\n")]
    public async Task Template_WithOneOrAnotherMistake_IsNotFlagged(string template) =>
        Assert.Empty(await RunAsync($"[StoreKey(\"{template}\")] public partial record T(int Id);"));

    [Fact]
    public async Task Object_WithoutAKey_IsNotFlagged() => Assert.Empty(await RunAsync("[StoreObject] public partial record T(int Id);"));

    [Fact]
    public async Task SingleObject_ThatIsMeant_SaysSo()
    {
        Assert.Empty(await RunAsync("#pragma warning disable MOON0011 // One for all.\n[StoreKey(\"config\")] public partial record T(int Id);"));
    }

    /// <summary>A single object is stored like others, under a key without parts.</summary>
    [Theory]
    [InlineData(LanguageVersion.CSharp12, "store.Configs()")]
    [InlineData(GeneratorHarness.CSharp14, "store.Configs")]
    public void SingleObject_HasAKeyWithoutPartsAndAllOperations(LanguageVersion version, string set)
    {
        GeneratorHarness.Generate(
            version,
            $$"""
            using System.Threading;
            using System.Threading.Tasks;
            using Mooncake;

            namespace Demo;

            /// <summary>C.</summary>
            [StoreKey("config/.x")]
            public sealed partial record Config(string Region, int Limit);

            internal static class User
            {
                public static async Task UseAsync(MooncakeStore store, Config config, CancellationToken stop)
                {
                    (await {{set}}.PutAsync(config, cancellationToken: stop)).ThrowIfFailed();
                    (await {{set}}.ReplaceAsync(config)).ThrowIfFailed();
                    StoreResult<Config> got = await {{set}}.GetAsync();
                    using StoreLease<Config> lease = (await {{set}}.GetLeaseAsync(stop)).GetValueOrThrow();
                    bool isThere = (await {{set}}.ExistsAsync()).IsFound && (await {{set}}.SizeOfAsync(stop)).IsFound;
                    StoreBatch<Config> many = await {{set}}.GetManyAsync([default, new ConfigKey(), ConfigKey.Of(config)]);
                    (await {{set}}.RemoveAsync()).ThrowIfFailed();
                    (await {{set}}.RemoveAsync(new RemoveOptions(), stop)).ThrowIfFailed();
                    bool isKey = ConfigKey.TryParse("config/.x", out ConfigKey key) && key == default && isThere && got.IsFound && many.IsSuccess;
                }
            }
            """);
    }

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<TemplateWithoutPlaceholderAnalyzer>("using Mooncake;\n" + source);
}
