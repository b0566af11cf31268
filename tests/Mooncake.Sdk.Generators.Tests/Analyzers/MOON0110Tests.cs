using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0110.</summary>
public class MOON0110Tests
{
    private const string Asks = "StoreObject(Serializer = StoreSerializer.MemoryPack)";

    private const string PackageLookAlikes = """

        namespace Pack
        {
            using System;
            public sealed class MemoryPackableAttribute(MemoryPack.GenerateType form) : Attribute { public MemoryPack.GenerateType Form => form; }
            public sealed class MemoryPackIgnoreAttribute : Attribute;
            public sealed class MemoryPackOrderAttribute(int order) : Attribute { public int Order => order; }
            public sealed class MemoryPackUnionAttribute(ushort tag, Type type) : Attribute { public object Entry => (tag, type); }
        }
        """;

    [Theory]
    [InlineData("[" + Asks + "] public partial record [|T|](string? A);", "[MemoryPackable]")]
    [InlineData("[StoreKey(\"k/{A}\", Serializer = StoreSerializer.MemoryPack)] public partial record [|T|](string A);", "[MemoryPackable]")]
    [InlineData("[MemoryPackable(GenerateType.VersionTolerant), " + Asks + "] public partial class [|T|] { public string? A; }", "StoreLayout")]
    [InlineData("[MemoryPackable(GenerateType.CircularReference), " + Asks + "] public partial class [|T|] { public string? A; }", "StoreLayout")]
    [InlineData("[MemoryPackable, StoreObject(StoreLayout.VersionTolerant, Serializer = StoreSerializer.MemoryPack)] public partial class [|T|] { public string? A; }", "StoreLayout")]
    [InlineData("[MemoryPackable, " + Asks + "] public partial class [|T|] { [StoreIgnore] public string? A; }", "'A'")]
    [InlineData("[MemoryPackable, " + Asks + "] public partial class [|T|] { [MemoryPackIgnore] public string? A; }", "'A'")]
    [InlineData("[MemoryPackable, " + Asks + "] public partial class [|T|] { [MemoryPackInclude] private string? A; }", "'A'")]
    [InlineData("[MemoryPackable, " + Asks + "] public partial class [|T|] { [StoreOrder(1), MemoryPackOrder(2)] public string? A; public string? B; }", "'A'")]
    [InlineData("[MemoryPackable, " + Asks + "] public partial class [|T|] { [StoreUtf16] public string? A; }", "'A'")]
    [InlineData("[MemoryPackable, StoreUtf16, " + Asks + "] public partial class [|T|] { public string? A; }", "[StoreUtf16]")]
    [InlineData("public class B { [MemoryPackIgnore] public string? A; } [MemoryPackable, " + Asks + "] public partial class [|T|] : B;", "'A'")]
    [InlineData("[MemoryPackable, MemoryPackUnion(2, typeof(C)), StoreUnion(1, typeof(C)), " + Asks + "] public partial interface [|T|]; [StoreObject] public partial class C : T;", "[MemoryPackUnion]")]
    public async Task Type_ThatThePackageWouldSerializeOtherwise_IsFlagged(string source, string reason)
    {
        string single = Assert.Single(await AnalyzerHarness.VerifyAsync<UnusableMemoryPackAnalyzer>(WithPackage(source)));
        Assert.StartsWith("error MOON0110: 'T' asks for StoreSerializer.MemoryPack, but ", single, StringComparison.Ordinal);
        Assert.Contains(reason, single, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[StoreObject] public partial record T(string? A);")]
    [InlineData("[MemoryPackable(GenerateType.CircularReference), StoreObject] public partial class T { [MemoryPackIgnore] public string? A; }")]
    [InlineData("[StoreObject(Serializer = StoreSerializer.Mooncake)] public partial record T(string? A);")]
    [InlineData("[MemoryPackable, " + Asks + "] public partial record T(string? A);")]
    [InlineData("[MemoryPackable(SerializeLayout.Explicit), StoreObject(StoreLayout.Explicit, Serializer = StoreSerializer.MemoryPack)] public partial class T { [StoreOrder(0), MemoryPackOrder(0)] public string? A; }")]
    [InlineData("[MemoryPackable(GenerateType.VersionTolerant, SerializeLayout.Sequential), StoreObject(StoreLayout.VersionTolerant, Serializer = StoreSerializer.MemoryPack)] public partial class T { public string? A; }")]
    [InlineData("[MemoryPackable, " + Asks + "] public partial class T { [StoreIgnore, MemoryPackIgnore] public string? A; [StoreUtf16, Utf16StringFormatter] public string? B; }")]
    [InlineData("[MemoryPackable, " + Asks + "] public partial struct T { [MemoryPackIgnore] public int A; }")]
    [InlineData("[MemoryPackable, MemoryPackUnion(1, typeof(C)), StoreUnion(1, typeof(C)), " + Asks + "] public partial interface T; [StoreObject] public partial class C : T;")]
    [InlineData("public sealed class StoreObjectAttribute : System.Attribute { public StoreSerializer Serializer { get; set; } } [StoreObject(Serializer = StoreSerializer.MemoryPack)] public partial class T;")]
    public async Task Type_ThatBothSerializeAlike_IsNotFlagged(string source) => Assert.Empty(await RunAsync(source));

    /// <summary>The SDK's attributes ask; what only looks like one of them does not, package or no package.</summary>
    [Theory]
    [InlineData("[Look.Alike.StoreObject(Serializer = Look.Alike.StoreSerializer.MemoryPack)] public partial record T(string? A);")]
    [InlineData("[Look.Alike.StoreKey(\"t/{A}\", Serializer = Look.Alike.StoreSerializer.MemoryPack)] public partial record T(string A);")]
    [InlineData("[StoreObject, Look.Alike.StoreObject(Serializer = Look.Alike.StoreSerializer.MemoryPack)] public partial record T(string? A);")]
    public async Task Type_ThatAsksByALookAlike_IsNotFlagged(string source)
    {
        Assert.Empty(await RunAsync(source + LookAlikes.Source));
        Assert.Empty(await AnalyzerHarness.RunAsync<UnusableMemoryPackAnalyzer>("using Mooncake;\n" + source + LookAlikes.Source));
    }

    /// <summary>The package's attributes count; what only looks like one of them says nothing.</summary>
    [Theory]
    [InlineData("[MemoryPackable, " + Asks + "] public partial class T { [Pack.MemoryPackIgnore] public string? A; }")]
    [InlineData("[MemoryPackable, " + Asks + "] public partial class T { [Pack.MemoryPackOrder(2)] public string? A; public string? B; }")]
    [InlineData("[MemoryPackable, Pack.MemoryPackUnion(1, typeof(C)), " + Asks + "] public partial class T { public string? A; } [StoreObject] public partial class C : T;")]
    [InlineData("[Pack.MemoryPackable(GenerateType.VersionTolerant), MemoryPackable, " + Asks + "] public partial class T { public string? A; }")]
    public async Task Attribute_ThatOnlyLooksLikeThePackages_IsNotFlagged(string source) => Assert.Empty(await RunAsync(source + PackageLookAlikes));

    [Fact]
    public async Task Type_ThatIsPackableByALookAlike_IsFlagged() => Assert.Equal(
        "error MOON0110: 'T' asks for StoreSerializer.MemoryPack, but the type is not [MemoryPackable]; change that, or leave Serializer out",
        Assert.Single(await AnalyzerHarness.VerifyAsync<UnusableMemoryPackAnalyzer>(
            WithPackage("[Pack.MemoryPackable(GenerateType.Object), " + Asks + "] public partial record [|T|](string? A);" + PackageLookAlikes))));

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<UnusableMemoryPackAnalyzer>(WithPackage(source));

    private static string WithPackage(string source) => "using MemoryPack; using Mooncake; " + source + AfterUsings(MemoryPackStandIn.Source);

    // One file for the harness: what the stand-in imports goes inside its namespace.
    private static string AfterUsings(string source)
    {
        const string Usings = "using System;\nusing System.Buffers;\n";
        string text = source.Replace("\r\n", "\n", StringComparison.Ordinal);
        return "\n" + text.Replace(Usings, "", StringComparison.Ordinal).Replace("namespace MemoryPack\n{", "namespace MemoryPack\n{\n" + Usings, StringComparison.Ordinal);
    }
}
