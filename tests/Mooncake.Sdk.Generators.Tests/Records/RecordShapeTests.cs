using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Records;

/// <summary>Which declarations get code, under which names; everything that does also compiles without a warning.</summary>
public class RecordShapeTests
{
    [Theory]
    [InlineData("public partial record T(string A, int B);")]
    [InlineData("public sealed partial record T(string A, int B);")]
    [InlineData("internal partial record T(string A, int B);")]
    [InlineData("public partial record struct T(string A, int B);")]
    [InlineData("public readonly partial record struct T(string A, int B);")]
    [InlineData("public partial class T { public string A { get; init; } = \"\"; public int B; }")]
    [InlineData("public partial struct T { public string A { get; set; } public int B { get; private set; } }")]
    [InlineData("public partial record T(string A) : Base(1); public record Base(int B);")]
    [InlineData("public partial class T { public required string A { get; init; } [System.Obsolete] public int B; }")]
    public void Target_OfAnyShape_GetsCode(string declaration) =>
        Assert.Equal(["T.StoreKey.g.cs"], GeneratorHarness.Generate($"using Mooncake;\n[StoreKey(\"t/{{A}}/{{B}}\")]\n{declaration}").RecordFiles.Keys);

    [Theory]
    [InlineData("public record T(string A);")]
    [InlineData("public partial record T<U>(string A);")]
    [InlineData("public static partial class T { public static string A = \"\"; }")]
    [InlineData("public ref partial struct T { public string A; }")]
    [InlineData("file partial record T(string A);")]
    [InlineData("public partial record T(string? A);")]
    [InlineData("public partial record T(double A);")]
    [InlineData("public partial record T(int? A);")]
    [InlineData("public partial record T(nint A);")]
    [InlineData("public partial record T(System.DateTime A);")]
    [InlineData("public partial record T(object A);")]
    [InlineData("public partial record T(string B);")]
    [InlineData("public partial class T { private string A = \"\"; public string B => A; }")]
    [InlineData("public partial class T { public const string A = \"\"; }")]
    [InlineData("public partial class T { public static string A => \"\"; }")]
    [InlineData("public partial class T { public string A { set { } } }")]
    [InlineData("public partial class T { public string A() => \"\"; }")]
    public void Target_ThatCannotBe_GetsNone(string declaration) => AssertNothing($"[Mooncake.StoreKey(\"t/{{A}}\")]\n{declaration}");

    [Fact]
    public void Target_InsideOneThatIsNotPartial_GetsNone()
    {
        AssertNothing("public class O { [Mooncake.StoreKey(\"{A}\")] public partial record T(string A); }");
        AssertNothing("public partial class O<U> { [Mooncake.StoreKey(\"{A}\")] public partial record T(string A); }");
    }

    [Theory]
    [InlineData("")]
    [InlineData("t/{A")]
    [InlineData("t/A}")]
    [InlineData("t/{}")]
    [InlineData("t/{A:}")]
    [InlineData("t/{A }")]
    [InlineData("t/{A.Length}")]
    [InlineData("t/{A}{B}")]
    [InlineData("t/{A}/{A}")]
    [InlineData("t/{A}x{B}")]
    [InlineData("t/{A}7{B}")]
    [InlineData("t/{A}é{B}")]
    [InlineData("t/{A}%{B}")]
    [InlineData("t/{B}🥮{A}")]
    [InlineData("t/{B}1{A}")]
    [InlineData("t/{B:x}f{A}")]
    [InlineData("t/{B:x8}F{A}")]
    [InlineData("t/{A:D}")]
    [InlineData("t/{B:G}")]
    [InlineData("t/{B:N0}")]
    [InlineData("t/{B:D100}")]
    [InlineData("t/{B:D-1}")]
    [InlineData("t/{B:d3}")]
    [InlineData("t/{G:X}")]
    [InlineData("t/{F:D}")]
    [InlineData("t/{E:F}")]
    [InlineData("t\\0/{A}")]
    [InlineData("t/{A}\\n")]
    [InlineData("t/{A}\\u0085")]
    [InlineData("\\uD83E/{A}")]
    public void Template_ThatCannotBe_GetsNone(string template) => AssertNothing(
        $"public enum Color {{ Red }} [Mooncake.StoreKey(\"{template}\")] public partial record T(string A, int B, System.Guid G, bool F, Color E);");

    [Theory]
    [InlineData("{A}")]
    [InlineData("{{{A}}}")]
    [InlineData("t/{A}/")]
    [InlineData("t/{A}_{B}x{F}0{G}a{E:G}->")]
    [InlineData("t/{A},{B:D99},{G:P}{{{E:x4}")]
    [InlineData("100%/{B}%{F}-🥮")]
    public void Template_ThatCanBe_GetsCode(string template)
    {
        string source = $"public enum Color {{ Red }} [Mooncake.StoreKey(\"{template}\")] public partial record T(string A, int B, System.Guid G, bool F, Color E);";
        Assert.Single(GeneratorHarness.Generate(source).RecordFiles);
    }

    [Theory]
    [InlineData("Parse")]
    [InlineData("Of")]
    [InlineData("TKey")]
    [InlineData("Deconstruct")]
    public void Part_NamedAsAMemberOfTheKeyStruct_GetsNone(string name) =>
        AssertNothing($"[Mooncake.StoreKey(\"t/{{{name}}}\")] public partial class T {{ public int {name}; }}");

    [Fact]
    public void Set_NotAnIdentifier_GetsNone()
    {
        AssertNothing("[Mooncake.StoreKey(\"{A}\", Set = \"\")] public partial record T(string A);");
        AssertNothing("[Mooncake.StoreKey(\"{A}\", Set = \"a b\")] public partial record T(string A);");
    }

    [Fact]
    public void Names_Keywords_AreEscaped() => Assert.Single(GeneratorHarness.Generate("""
        using Mooncake;
        namespace @class.@namespace;
        [StoreKey("{class}/{int}/{record}/{Event}/{value}", Set = "new")]
        public partial record @struct(string @class, int @int, @enum record, bool Event, long value);
        public enum @enum { @void }
        """).RecordFiles);

    [Fact]
    public void Names_OfOtherParameters_GiveWayToParts() => Assert.Single(GeneratorHarness.Generate("""
        using Mooncake;
        namespace Samples;
        [StoreKey("t/{Set}/{Force}/{Options}/{CancellationToken}/{Store}/{Text}/{Key}/{Reader}/{Writer}/{Parts}/{part0}")]
        public partial record T(string Set, bool Force, int Options, string CancellationToken, string Store, string Text, string Key, int Reader, int Writer, int Parts, string part0);
        """).RecordFiles);

    [Fact]
    public void Names_ThatDifferInCaseOnly_StayApart() => Assert.Single(GeneratorHarness.Generate("""
        using Mooncake;
        namespace Samples;
        [StoreKey("t/{ID}/{Id}/{id}/{IOPath}")]
        public partial record T(string ID, string Id, string id, string IOPath);
        """).RecordFiles);

    [Fact]
    public void HintNames_SameNameInTwoNamespaces_Differ()
    {
        GeneratedCode code = GeneratorHarness.Generate(TwoRecords("First"), TwoRecords("Second.Größe"));
        Assert.Equal(
            ["First.O+T.StoreKey.g.cs", "First.T.StoreKey.g.cs", "Second.Größe.O+T.StoreKey.g.cs", "Second.Größe.T.StoreKey.g.cs"],
            code.RecordFiles.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nested_Private_HasNoExtensions()
    {
        string file = GeneratorHarness.Generate("public partial class O { [Mooncake.StoreKey(\"{A}\")] private partial record T(string A); }").RecordFiles["O+T.StoreKey.g.cs"];
        Assert.DoesNotContain("StoreExtensions", file, StringComparison.Ordinal);
        Assert.Contains("private readonly partial record struct TKey", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Prefix_TemplateBeginsWithAPart_HasNoRemoveAll()
    {
        string file = GeneratorHarness.Generate("[Mooncake.StoreKey(\"{A}/{B}\")] public partial record T(string A, int B);").RecordFiles["T.StoreKey.g.cs"];
        Assert.DoesNotContain("RemoveAllAsync", file, StringComparison.Ordinal);
        Assert.Contains("RemoveByPrefixAsync", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Attribute_OfAnotherLibrary_IsNotOurs() => AssertNothing("""
        [Other.StoreKey("{A}")] public partial record T(string A);
        namespace Other { public sealed class StoreKeyAttribute(string template) : System.Attribute { public string Template => template; } }
        """);

    [Fact]
    public void Attribute_OnTwoParts_TakesNothingFromOtherTypes()
    {
        // An error of the compiler's, while the user is still typing.
        GeneratorRunResult result = GeneratorHarness.Driver()
            .RunGenerators(GeneratorHarness.Compile(GeneratorHarness.CSharp14, """
                using Mooncake;
                [StoreKey("a/{A}")] public partial record T(int A);
                [StoreKey("b/{A}")] public partial record T;
                [StoreKey("other/{A}")] public partial record Other(int A);
                """), TestContext.Current.CancellationToken).GetRunResult().Results[0];
        Assert.Null(result.Exception);
        Assert.Equal(
            ["Other.StoreKey.g.cs", "T.StoreKey.g.cs"],
            result.GeneratedSources.Select(static file => file.HintName).Where(GeneratedCode.IsRecordFile).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Text_LineEndings_AreTheSameEverywhere() => Assert.DoesNotContain(
        '\r',
        GeneratorHarness.Generate("[Mooncake.StoreKey(\"{A}\")]\r\npublic partial record T(string A);\r\n").RecordFiles["T.StoreKey.g.cs"]);

    private static string TwoRecords(string space) => $$"""
        namespace {{space}};
        [Mooncake.StoreKey("{{space}}/{A}")] public partial record T(string A);
        public partial class O { [Mooncake.StoreKey("{{space}}.O/{A}")] public partial record T(string A); }
        """;

    /// <summary>The generator answers with silence; the compiler may have its own say on such code.</summary>
    private static void AssertNothing(string source)
    {
        GeneratorRunResult result = GeneratorHarness.Driver()
            .RunGenerators(GeneratorHarness.Compile(GeneratorHarness.CSharp14, source)).GetRunResult().Results[0];
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        Assert.DoesNotContain(result.GeneratedSources, static file => GeneratedCode.IsRecordFile(file.HintName));
    }
}
