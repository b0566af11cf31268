using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0100.</summary>
public class MOON0100Tests
{
    [Theory]
    [InlineData("object")]
    [InlineData("System.Collections.ObjectModel.ReadOnlyDictionary<string, int>")]
    [InlineData("nint")]
    [InlineData("System.Action")]
    [InlineData("dynamic")]
    [InlineData("int[,,,,]")]
    [InlineData("System.Collections.Generic.List<object>")]
    [InlineData("(int, object)")]
    [InlineData("Unmarked")]
    [InlineData("UnmarkedStruct?")]
    [InlineData("Generic<object>")]
    [InlineData("Pointed")]
    [InlineData("System.Tuple<int, int, int, int, int, int, int, string>")]
    public async Task Member_OfATypeWithoutAForm_IsFlagged(string type)
    {
        string[] found = await RunAsync(type);
        string single = Assert.Single(found);
        Assert.StartsWith("error MOON0100 Member: Member 'Member' of 'Holder' has type '", single, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int")]
    [InlineData("string?[]")]
    [InlineData("System.DayOfWeek?")]
    [InlineData("System.Collections.Generic.Dictionary<string, System.Collections.Generic.List<Marked>>")]
    [InlineData("(int, (string, byte))")]
    [InlineData("Plain")]
    [InlineData("Plain?[,]")]
    [InlineData("Generic<Marked>")]
    [InlineData("Keyed")]
    [InlineData("IShape")]
    [InlineData("System.Numerics.Vector3")]
    [InlineData("System.Collections.Frozen.FrozenDictionary<string, int>")]
    [InlineData("System.Collections.BitArray")]
    [InlineData("System.Lazy<Marked>")]
    [InlineData("System.Globalization.CultureInfo?")]
    [InlineData("System.TimeZoneInfo")]
    [InlineData("System.Linq.ILookup<string, Marked>")]
    [InlineData("System.Linq.IGrouping<int, string>")]
    [InlineData("System.Collections.Immutable.IImmutableSet<string>")]
    [InlineData("System.Collections.Concurrent.BlockingCollection<(int, string)>")]
    public async Task Member_OfASupportedType_IsNotFlagged(string type) => Assert.Empty(await RunAsync(type));

    [Theory]
    [InlineData("[StoreIgnore] public object? Member { get; set; }")]
    [InlineData("private object? Member { get; set; }")]
    [InlineData("public static object? Member { get; set; }")]
    [InlineData("public object? this[int index] => null;")]
    [InlineData("public object Member { set { } }")]
    public async Task Member_ThatIsNotStored_IsNotFlagged(string member)
    {
        Assert.Empty(await AnalyzerHarness.RunAsync<UnsupportedMemberTypeAnalyzer>(
            $"using Mooncake; [StoreObject] public partial class Holder {{ {member} }}"));
    }

    [Fact]
    public async Task Member_OfAnUnmarkedType_IsNotFlagged()
    {
        Assert.Empty(await AnalyzerHarness.RunAsync<UnsupportedMemberTypeAnalyzer>("public class Holder { public object? Member { get; set; } }"));
    }

    [Fact]
    public async Task Attribute_OfTheSameNameElsewhere_IsNotOurs()
    {
        Assert.Empty(await AnalyzerHarness.RunAsync<UnsupportedMemberTypeAnalyzer>(
            "namespace Other { class StoreObjectAttribute : System.Attribute; [StoreObject] public partial class Holder { public object? Member { get; set; } } }"));
    }

    [Fact]
    public async Task IncludedPrivateField_IsFlagged()
    {
        string[] found = await AnalyzerHarness.RunAsync<UnsupportedMemberTypeAnalyzer>(
            "using Mooncake; [StoreObject] public partial class Holder { [StoreInclude] private object? _state; }");
        Assert.StartsWith("error MOON0100 _state: ", Assert.Single(found), StringComparison.Ordinal);
    }

    private static Task<string[]> RunAsync(string type)
    {
        return AnalyzerHarness.RunAsync<UnsupportedMemberTypeAnalyzer>($$"""
            using Mooncake;

            [StoreObject]
            public unsafe partial class Holder
            {
                public {{type}} Member { get; set; } = default!;
            }

            public class Unmarked { public int A; }
            public struct UnmarkedStruct { public string? A; }
            public struct Plain { public int A; public byte B; }
            public unsafe struct Pointed { public int* A; }
            [StoreObject] public partial class Marked { public int A; }
            [StoreObject] public partial class Generic<T> { public T? A; }
            [StoreKey("k/{A}")] public partial record Keyed(int A);
            [StoreUnion(0, typeof(Circle))] public partial interface IShape;
            [StoreObject] public partial class Circle : IShape;
            """);
    }
}
