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
        Assert.StartsWith("error MOON0100 Member: Member 'Member' of 'Holder' cannot be stored: the serializer does not support ", single, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("System.Collections.Generic.List<Unmarked>", "'Unmarked' in its type 'List<Unmarked>'; mark 'Unmarked' [StoreObject]")]
    [InlineData("System.Collections.Generic.Dictionary<string, Unmarked[]>[]", "'Unmarked' in its type 'Dictionary<string, Unmarked[]>[]'; mark 'Unmarked' [StoreObject]")]
    [InlineData("(int, UnmarkedStruct)?", "'UnmarkedStruct' in its type '(int, UnmarkedStruct)?'; mark 'UnmarkedStruct' [StoreObject]")]
    [InlineData("Generic<System.Tuple<int, Unmarked>>", "'Unmarked' in its type 'Generic<Tuple<int, Unmarked>>'; mark 'Unmarked' [StoreObject]")]
    [InlineData("Unmarked", "its type 'Unmarked'; mark 'Unmarked' [StoreObject]")]
    [InlineData("object", "its type 'object'; it does not specify what it contains, so declare a specific type")]
    [InlineData("System.Collections.Generic.List<dynamic>", "'dynamic' in its type 'List<dynamic>'; it does not specify what it contains, so declare a specific type")]
    [InlineData("System.Func<Unmarked>", "its type 'Func<Unmarked>'; a delegate is code, not data, so store the data from which it is created")]
    [InlineData("IPlain", "its type 'IPlain'; declare a concrete type, or mark 'IPlain' [StoreUnion] and list its concrete types")]
    [InlineData("Abstract[]", "'Abstract' in its type 'Abstract[]'; declare a concrete type, or mark 'Abstract' [StoreUnion] and list its concrete types")]
    [InlineData("System.IFormattable", "its type 'IFormattable'; declare a concrete type")]
    [InlineData("System.IO.Stream", "its type 'Stream'; declare a concrete type")]
    [InlineData("System.IO.MemoryStream", "its type 'MemoryStream'; it is declared elsewhere and cannot be marked [StoreObject], so copy it into a type of your own")]
    [InlineData("nint?", "'nint' in its type 'nint?'; it has no meaning in another process, so use an integer of fixed size, such as long")]
    [InlineData("Pointed", "its type 'Pointed'; its field 'A' has no meaning in another process, so make it an integer of fixed size, such as long")]
    [InlineData("PointedOutside", "its type 'PointedOutside'; its field 'B.A' has no meaning in another process, so make it an integer of fixed size, such as long")]
    [InlineData("int[,,,,]", "its type 'int[,,,,]'; arrays have at most 4 dimensions, so use arrays of arrays")]
    public async Task Message_NamesWhatIsToBlameAndWhatToDo(string type, string said)
    {
        Assert.Equal(
            $"error MOON0100 Member: Member 'Member' of 'Holder' cannot be stored: the serializer does not support {said}, or leave the member out with [StoreIgnore]",
            Assert.Single(await RunAsync(type)));
    }

    [Fact]
    public async Task Field_OfAStoredStructThatHasNoMeaningElsewhere_IsFlagged() => Assert.StartsWith(
        "error MOON0100 Handle: Member 'Handle' of 'Holder' cannot be stored: the serializer does not support its type 'nint'; ",
        Assert.Single(await AnalyzerHarness.RunAsync<UnsupportedMemberTypeAnalyzer>(
            "using Mooncake; [StoreObject] public partial struct Holder { public int Id; public nint Handle { get; set; } }")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Missing? Member", "CS0246")]
    [InlineData("System.Collections.Generic.List<Missing>? Member", "CS0246")]
    public async Task Member_OfATypeThatDoesNotExist_IsTheCompilersOnly(string member, string error) => Assert.Empty(
        await AnalyzerHarness.RunAsync<UnsupportedMemberTypeAnalyzer>($"using Mooncake; [StoreObject] public partial class Holder {{ public {member} {{ get; set; }} }}", error));

    [Theory]
    [InlineData("[StoreObject] public class Closed { public int A; }")]
    [InlineData("[StoreObject] public partial class Closed { public int StoreCodec; }")]
    [InlineData("[StoreObject] public partial class Closed { public object? A; }")]
    public async Task Member_OfATypeThatIsReportedItself_IsNotFlagged(string type)
    {
        string[] found = await AnalyzerHarness.RunAsync<UnsupportedMemberTypeAnalyzer>(
            $"using Mooncake; [StoreObject] public partial class Holder {{ public System.Collections.Generic.List<Closed>? Member {{ get; set; }} }} {type}");
        Assert.DoesNotContain(found, static line => line.Contains("'Holder'", StringComparison.Ordinal));
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
            public struct PointedOutside { public int A; public Pointed B { get; set; } }
            public interface IPlain;
            public abstract class Abstract;
            [StoreObject] public partial class Marked { public int A; }
            [StoreObject] public partial class Generic<T> { public T? A; }
            [StoreKey("k/{A}")] public partial record Keyed(int A);
            [StoreUnion(0, typeof(Circle))] public partial interface IShape;
            [StoreObject] public partial class Circle : IShape;
            """);
    }
}
