using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0003: the store cannot name the type of its set.</summary>
public class MOON0003Tests
{
    [Theory]
    [InlineData("public partial class Outer { [StoreKey(\"k/{Id}\")] private partial record T(int Id); }", "'T' is private")]
    [InlineData("public partial class Outer { [StoreKey(\"k/{Id}\")] partial record T(int Id); }", "'T' is private")]
    [InlineData("public partial class Outer { [StoreKey(\"k/{Id}\")] protected partial record T(int Id); }", "'T' is protected")]
    [InlineData("public partial class Outer { [StoreKey(\"k/{Id}\")] private protected partial record T(int Id); }", "'T' is private protected")]
    [InlineData("public partial class Outer { private partial class Middle { [StoreKey(\"k/{Id}\")] public partial record T(int Id); } }", "'Middle' is private")]
    public async Task Type_ThatIsHidden_IsFlaggedAtItsName(string source, string reason)
    {
        string single = Assert.Single(await RunAsync(source));
        Assert.Equal($"warning MOON0003 T: No typed set is generated for 'T', because {reason}; make '{reason.Split('\'')[1]}' internal or public", single);
    }

    [Theory]
    [InlineData("[StoreKey(\"k/{Id}\")] partial record T(int Id);")]
    [InlineData("[StoreKey(\"k/{Id}\")] public partial record T(int Id);")]
    [InlineData("partial class Outer { [StoreKey(\"k/{Id}\")] internal partial record T(int Id); }")]
    [InlineData("partial class Outer { [StoreKey(\"k/{Id}\")] protected internal partial record T(int Id); }")]
    [InlineData("partial class Outer { [StoreObject] private partial record T(int Id); }")]
    [InlineData("partial class Outer { private partial record T(int Id); }")]
    [InlineData("class Outer { [StoreKey(\"k/{Id}\")] private record T(int Id); }")]
    public async Task Type_ThatCanBeSeenOrHasNoSet_IsNotFlagged(string source) => Assert.Empty(await RunAsync(source));

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<InaccessibleSetAnalyzer>("using Mooncake;\n" + source);
}
