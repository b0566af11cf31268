using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0110.</summary>
public class MOON0110Tests
{
    private const string Asks = "StoreObject(Serializer = StoreSerializer.MemoryPack)";

    [Fact]
    public async Task Package_ThatIsNotReferenced_IsNamed()
    {
        string single = Assert.Single(await AnalyzerHarness.RunAsync<UnusableMemoryPackAnalyzer>(
            "using Mooncake; [" + Asks + "] public partial record T(string? A);"));
        Assert.Equal(
            "MOON0110 T: 'T' asks for StoreSerializer.MemoryPack, but the package MemoryPack is not referenced; change that, or leave Serializer out",
            single);
    }

    [Theory]
    [InlineData("[" + Asks + "] public partial record T(string? A);", "[MemoryPackable]")]
    [InlineData("[StoreKey(\"k/{A}\", Serializer = StoreSerializer.MemoryPack)] public partial record T(string A);", "[MemoryPackable]")]
    [InlineData("[MemoryPackable(GenerateType.VersionTolerant), " + Asks + "] public partial class T { public string? A; }", "StoreLayout")]
    [InlineData("[MemoryPackable(GenerateType.CircularReference), " + Asks + "] public partial class T { public string? A; }", "StoreLayout")]
    [InlineData("[MemoryPackable, StoreObject(StoreLayout.VersionTolerant, Serializer = StoreSerializer.MemoryPack)] public partial class T { public string? A; }", "StoreLayout")]
    [InlineData("[MemoryPackable, " + Asks + "] public partial class T { [StoreIgnore] public string? A; }", "'A'")]
    [InlineData("[MemoryPackable, " + Asks + "] public partial class T { [MemoryPackIgnore] public string? A; }", "'A'")]
    [InlineData("[MemoryPackable, " + Asks + "] public partial class T { [MemoryPackInclude] private string? A; }", "'A'")]
    [InlineData("[MemoryPackable, " + Asks + "] public partial class T { [StoreOrder(1), MemoryPackOrder(2)] public string? A; public string? B; }", "'A'")]
    [InlineData("[MemoryPackable, " + Asks + "] public partial class T { [StoreUtf16] public string? A; }", "'A'")]
    [InlineData("[MemoryPackable, StoreUtf16, " + Asks + "] public partial class T { public string? A; }", "[StoreUtf16]")]
    [InlineData("public class B { [MemoryPackIgnore] public string? A; } [MemoryPackable, " + Asks + "] public partial class T : B;", "'A'")]
    [InlineData("[MemoryPackable, MemoryPackUnion(2, typeof(C)), StoreUnion(1, typeof(C)), " + Asks + "] public partial interface T; [StoreObject] public partial class C : T;", "[MemoryPackUnion]")]
    public async Task Type_ThatThePackageWouldSerializeOtherwise_IsFlagged(string source, string reason)
    {
        string single = Assert.Single(await RunAsync(source));
        Assert.StartsWith("MOON0110 T: ", single, StringComparison.Ordinal);
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
    public async Task Type_ThatBothSerializeAlike_IsNotFlagged(string source)
    {
        Assert.Empty(await RunAsync(source));
    }

    private static Task<string[]> RunAsync(string source) =>
        AnalyzerHarness.RunAsync<UnusableMemoryPackAnalyzer>("using MemoryPack; using Mooncake; " + source + AfterUsings(MemoryPackStandIn.Source));

    // One file for the harness: what the stand-in imports goes inside its namespace.
    private static string AfterUsings(string source)
    {
        const string Usings = "using System;\nusing System.Buffers;\n";
        string text = source.Replace("\r\n", "\n", StringComparison.Ordinal);
        return "\n" + text.Replace(Usings, "", StringComparison.Ordinal).Replace("namespace MemoryPack\n{", "namespace MemoryPack\n{\n" + Usings, StringComparison.Ordinal);
    }
}
