using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0102: entries of unions that cannot be stored.</summary>
public class MOON0102Tests
{
    [Theory]
    [InlineData("StoreUnion(0, typeof(string))", "'string' does not derive from or implement 'T'; derive it, or remove the entry")]
    [InlineData("StoreUnion(0, typeof(int))", "'int' is not a concrete class; list only classes that can be constructed")]
    [InlineData("StoreUnion(0, typeof(A))", "'A' is not a concrete class; list only classes that can be constructed")]
    [InlineData("StoreUnion(0, typeof(G<>))", "'G<>' is not a concrete class; list only classes that can be constructed")]
    [InlineData("StoreUnion(0, typeof(N))", "'N' has no serializer; mark it [StoreObject]")]
    [InlineData("StoreUnion(0, null!)", "it does not name a type; name a concrete class")]
    [InlineData("StoreUnion(7, typeof(D))", "tag 7 is already used; stored objects contain tags, so give each type its own and never change it")]
    [InlineData("StoreUnion(8, typeof(C))", "'C' is already listed; list each type once")]
    public async Task Entry_ThatCannotBeStored_IsFlagged(string entry, string reason) =>
        Assert.Equal($"error MOON0102 {entry}: Union 'T' cannot have this entry: {reason}", Assert.Single(await RunAsync(Declare($"[{entry}]"))));

    [Fact]
    public async Task Entries_AreFlaggedEach() =>
        Assert.Equal(2, (await RunAsync(Declare("[StoreUnion(0, typeof(N)), StoreUnion(1, typeof(string))]"))).Length);

    [Theory]
    [InlineData("")]
    [InlineData("[StoreUnion(0, typeof(D))]")]
    [InlineData("[StoreUnion(65535, typeof(D)), StoreUnion(249, typeof(E))]")]
    [InlineData("[StoreUnion(0, typeof(G<int>)), StoreUnion(1, typeof(G<string>))]")]
    public async Task Entry_ThatCanBeStored_IsNotFlagged(string entries) => Assert.Empty(await RunAsync(Declare(entries)));

    [Theory]
    [InlineData("[StoreUnion(0, typeof(T))] public partial class T;")]
    [InlineData("[StoreObject] public abstract partial class T;")]
    [InlineData("[StoreObject] public partial class T { public object? Value; }")]
    [InlineData("namespace Look { [System.AttributeUsage(System.AttributeTargets.All)] class StoreUnionAttribute(int tag, System.Type type) : System.Attribute { public object A => (tag, type); } [StoreUnion(0, typeof(string))] interface T; }")]
    public async Task Type_OfAnotherKind_IsNotFlagged(string source) => Assert.Empty(await RunAsync(source));

    private static string Declare(string entries) => $$"""
        [StoreUnion(7, typeof(C))]
        {{entries}}
        public partial interface T;

        [StoreObject] public partial class C : T;
        [StoreObject] public partial class D : T;
        [StoreObject] public partial class E : D;
        [StoreObject] public partial class G<V> : T { public V? Value; }
        public abstract class A : T;
        public class N : T;
        """;

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<InvalidUnionCaseAnalyzer>("using Mooncake;\n" + source);
}
