using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0108: attributes where they do nothing.</summary>
public class MOON0108Tests
{
    private const string Start = "#pragma warning disable CS0649, CS0169, CS0414, CS0067\nusing Mooncake;\n";
    private const string Image = "'T' is a struct without references, which is stored as its memory; make it a class, or remove that";
    private const string Unstored = "'T' is not a stored type; mark it [StoreObject], or remove that";

    [Theory]
    [InlineData("[[|StoreObject(StoreLayout.VersionTolerant)|]] public partial struct T { public int A; }", "The layout on 'T'")]
    [InlineData("[[|StoreObject(StoreLayout.Explicit)|]] public partial struct T { public int A; }", "The layout on 'T'")]
    [InlineData("[StoreObject] public partial struct T { public int A; [[|StoreIgnore|]] public int B; }", "[StoreIgnore] on 'B'")]
    [InlineData("[StoreObject] public partial record struct T(int A) { [[|StoreIgnore|]] public int B { get; set; } }", "[StoreIgnore] on 'B'")]
    [InlineData("[StoreObject] public partial struct T { public int A; [[|StoreIgnore|]] public int B => A; }", "[StoreIgnore] on 'B'")]
    [InlineData("[StoreKey(\"t/{A}\")] public partial struct T { [[|StoreOrder(1)|]] public int A; public int B; }", "[StoreOrder] on 'A'")]
    [InlineData("[StoreObject] public partial record struct T([property: [|StoreOrder(1)|]] int A, int B);", "[StoreOrder] on 'A'")]
    [InlineData("[StoreObject] public partial struct T { [[|StoreKeepInitializer|]] public int A = 1; public T() { } }", "[StoreKeepInitializer] on 'A'")]
    [InlineData("[StoreObject] public partial struct T { [[|StoreInclude|]] private int A; }", "[StoreInclude] on 'A'")]
    [InlineData("[StoreObject] public partial struct T { [[|StoreUtf16|]] public int A; }", "[StoreUtf16] on 'A'")]
    [InlineData("[StoreObject, [|StoreUtf16|]] public partial struct T { public int A; }", "[StoreUtf16] on 'T'")]
    [InlineData("[StoreObject] public partial struct T { public int A; [[|StoreConstructor|]] public T(int a) { A = a; } }", "[StoreConstructor] on 'T'")]
    [InlineData("public struct T { public int A; [[|StoreIgnore|]] public int B; }", "[StoreIgnore] on 'B'")]
    public Task Attribute_OnAMemoryImage_IsFlagged(string source, string what) => VerifyAsync(source, what, Image);

    [Theory]
    [InlineData("[[|StoreInclude|]] public static int A;", "StoreInclude", "static members and constants are not stored")]
    [InlineData("[[|StoreInclude|]] private static int A { get; set; }", "StoreInclude", "static members and constants are not stored")]
    [InlineData("[[|StoreIgnore|]] public const int A = 1;", "StoreIgnore", "static members and constants are not stored")]
    [InlineData("[[|StoreOrder(1)|]] public static readonly int A = 1;", "StoreOrder", "static members and constants are not stored")]
    [InlineData("[[|StoreInclude|]] private int A { set { } }", "StoreInclude", "it has no getter, and what cannot be read is not stored")]
    [InlineData("[[|StoreUtf16|]] public string A { set { } }", "StoreUtf16", "it has no getter, and what cannot be read is not stored")]
    [InlineData("[field: [|StoreIgnore|]] public int A { get; set; }", "StoreIgnore", "it is on the backing field of 'A'; put it on the property, without 'field:'")]
    [InlineData("[[|StoreInclude|]] public int A { get; set; }", "StoreInclude", "public members are stored anyway")]
    [InlineData("[[|StoreInclude|], StoreIgnore] internal int A { get; set; }", "StoreInclude", "[StoreIgnore] leaves the member out")]
    [InlineData("[[|StoreIgnore|]] private int A;", "StoreIgnore", "members that are not public are not stored anyway")]
    [InlineData("[[|StoreIgnore|]] public int A { internal get; set; }", "StoreIgnore", "members that are not public are not stored anyway")]
    [InlineData("[[|StoreOrder(1)|]] internal int A { get; set; }", "StoreOrder", "the member is not public, and not stored without [StoreInclude]")]
    [InlineData("[[|StoreOrder(1)|], StoreIgnore] public int A { get; set; }", "StoreOrder", "[StoreIgnore] leaves the member out")]
    [InlineData("[StoreIgnore, [|StoreUtf16|]] public string? A { get; set; }", "StoreUtf16", "[StoreIgnore] leaves the member out")]
    [InlineData("[[|StoreUtf16|]] public int A { get; set; }", "StoreUtf16", "the member contains no string to which it would apply")]
    [InlineData("[[|StoreUtf16|]] public System.Collections.Generic.List<System.Guid>? A { get; set; }", "StoreUtf16", "the member contains no string to which it would apply")]
    [InlineData("[[|StoreUtf16|]] public System.Collections.Generic.Queue<System.Guid>? A { get; set; }", "StoreUtf16", "the member contains no string to which it would apply")]
    [InlineData("[[|StoreUtf16|]] public System.Version? A { get; set; }", "StoreUtf16", "the member contains no string to which it would apply")]
    [InlineData("[[|StoreUtf16|]] public System.Text.StringBuilder? A { get; set; }", "StoreUtf16", "the member contains no string to which it would apply")]
    [InlineData("[[|StoreKeepInitializer|]] public int A => 1;", "StoreKeepInitializer", "reading never sets the member")]
    [InlineData("[[|StoreKeepInitializer|]] public required int A { get; set; } = 1;", "StoreKeepInitializer", "the member is required, so that every construction sets it")]
    [InlineData("[[|StoreKeepInitializer|], StoreIgnore] public int A { get; set; } = 1;", "StoreKeepInitializer", "[StoreIgnore] leaves the member out")]
    public Task Attribute_OnAMemberThatItDoesNotChange_IsFlagged(string member, string attribute, string reason) => VerifyAsync(
        $"[StoreObject] public partial class T {{ public int Own {{ get; set; }} {member} }}", $"[{attribute}] on 'A'", reason);

    [Theory]
    [InlineData("[StoreObject] public partial class T { [[|StoreInclude|]] private int this[int i] => i; }", "[StoreInclude] on 'this[]'", "indexers are not stored")]
    [InlineData("[StoreObject] public partial class T : System.IEquatable<T>, I { [[|StoreInclude|]] int I.A => 1; public bool Equals(T? other) => true; } public interface I { int A { get; } }", "[StoreInclude] on 'I.A'", "explicit implementations of interfaces are not stored")]
    [InlineData("[StoreUnion(0, typeof(C))] public partial interface I { [[|StoreIgnore|]] int A { get; } } [StoreObject] public partial class C : I { public int A => 1; }", "[StoreIgnore] on 'A'", "members of interfaces are not stored, only those of the types that implement them")]
    [InlineData("public enum E { [[|StoreIgnore|]] A }", "[StoreIgnore] on 'A'", "an enum is stored as its number, regardless of the names of its values")]
    [InlineData("[StoreObject] public partial record T(int Id, [property: [|StoreKeepInitializer|]] int A = 43);", "[StoreKeepInitializer] on 'A'", "the member is a constructor parameter, which gets the default of its type if the bytes do not contain the member")]
    [InlineData("[StoreUnion(0, typeof(C))] public abstract partial class T { [[|StoreInclude|]] private int A; } [StoreObject] public partial class C : T;", "[StoreInclude] on 'A'", "no type below the abstract 'T' can access the member; make it protected or internal")]
    [InlineData("public abstract class T { [[|StoreInclude|]] protected int A { private get; set; } }", "[StoreInclude] on 'A'", "no type below the abstract 'T' can access the member; make it protected or internal")]
    [InlineData("[StoreObject, StoreUtf16] public partial class T { [[|StoreUtf16|]] public string? A; }", "[StoreUtf16] on 'A'", "the type has it for all its members")]
    [InlineData("[StoreObject, [|StoreUtf16|]] public partial class T { public int A; }", "[StoreUtf16] on 'T'", "no stored member contains a string to which it would apply")]
    [InlineData("[StoreUnion(0, typeof(C)), [|StoreUtf16|]] public abstract partial class T; [StoreObject] public partial class C : T;", "[StoreUtf16] on 'T'", "the types that a union lists are written as they say themselves; put it on those")]
    [InlineData("[StoreUnion(0, typeof(C)), [|StoreObject(StoreLayout.Explicit)|]] public abstract partial class T; [StoreObject] public partial class C : T;", "The layout on 'T'", "a union has no members of its own; put it on the types that it lists")]
    [InlineData("[StoreUnion(0, typeof(C))] public abstract partial class T { [[|StoreConstructor|]] protected T() { } } [StoreObject] public partial class C : T;", "[StoreConstructor] on 'T'", "reading never creates a 'T', only the types that it lists")]
    [InlineData("[StoreObject] public partial class T { [[|StoreConstructor|]] static T() { } }", "[StoreConstructor] on 'T'", "a static constructor creates no objects")]
    [InlineData("public class T { [[|StoreConstructor|]] public T() { } }", "[StoreConstructor] on 'T'", Unstored)]
    [InlineData("[[|StoreUtf16|]] public class T { public string? A; }", "[StoreUtf16] on 'T'", Unstored)]
    [InlineData("public sealed class T { [[|StoreIgnore|]] public string? A; }", "[StoreIgnore] on 'A'", Unstored)]
    [InlineData("public struct T { public string B; [[|StoreOrder(1)|]] public string A; }", "[StoreOrder] on 'A'", Unstored)]
    public Task Attribute_WhereNothingLooksForIt_IsFlagged(string source, string what, string reason) => VerifyAsync(source, what, reason);

    [Theory]
    [InlineData("[StoreObject] public partial struct T { public int A; }")]
    [InlineData("[StoreObject(StoreLayout.Sequential)] public partial struct T { public int A; }")]
    [InlineData("[StoreObject(StoreLayout.VersionTolerant)] public partial struct T { [StoreOrder(0)] public string? A; [StoreIgnore] public int B; }")]
    [InlineData("[StoreObject(StoreLayout.VersionTolerant)] public partial class T { [StoreOrder(0)] public int A; [StoreIgnore] public int B; }")]
    [InlineData("[StoreObject] public partial struct T<V> { public V A; [StoreIgnore] public int B; }")]
    [InlineData("[StoreObject] public partial struct T { public int A; [Other.StoreIgnore] public int B; } namespace Other { public sealed class StoreIgnoreAttribute : System.Attribute; }")]
    [InlineData("[StoreObject] public partial class T { [StoreIgnore] public int A => 1; [StoreInclude] private int _b; [StoreOrder(7), StoreUtf16] public string? C; }")]
    [InlineData("[StoreObject, StoreUtf16] public partial class T { public System.Collections.Generic.Dictionary<string, int>? A; public int B; }")]
    [InlineData("[StoreObject] public partial record T(int Id) { [StoreKeepInitializer] public int A { get; init; } = 43; [StoreKeepInitializer] public int B = 1; }")]
    [InlineData("[StoreObject] public partial record T(int Id) { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers, StoreConstructor] public T(int id, bool b) : this(id) => B = b; public bool B { get; } [StoreKeepInitializer] public required int A { get; init; } = 43; }")]
    [InlineData("public class B { [StoreIgnore] public int A; [StoreInclude] private int _b; [StoreInclude] protected int C; } [StoreObject] public partial class T : B;")]
    [InlineData("[StoreUnion(0, typeof(C))] public abstract partial class T { [StoreInclude] private protected int A; [StoreKeepInitializer] public int B { get; init; } = 1; } [StoreObject] public partial class C : T;")]
    [InlineData("public abstract partial class T { [StoreInclude] private int A; [StoreObject] public partial class N : T; }")]
    [InlineData("public class B { [StoreInclude] protected virtual int A => 1; } [StoreObject] public partial class T : B { [StoreIgnore] protected override int A => 2; }")]
    [InlineData("[StoreObject] public partial class T { [StoreConstructor] public T() { } }")]
    [InlineData("[method: StoreConstructor] [StoreObject] public partial record T(int A) { public T() : this(1) { } }")]
    public async Task Attribute_WithEffect_IsNotFlagged(string source) =>
        Assert.Empty(await AnalyzerHarness.RunAsync<IneffectiveAttributeAnalyzer>(Start + source));

    [Fact]
    public async Task Attribute_OfATypeThatOtherRulesReport_IsNotFlagged() => Assert.Empty(await AnalyzerHarness.RunAsync<IneffectiveAttributeAnalyzer>(
        Start + "[StoreObject(StoreLayout.VersionTolerant), StoreUtf16] public class T { public object? A; [StoreKeepInitializer] public int B { get; } }"));

    private static async Task VerifyAsync(string source, string what, string reason)
    {
        string single = Assert.Single(await AnalyzerHarness.VerifyAsync<IneffectiveAttributeAnalyzer>(Start + source));
        Assert.Equal($"warning MOON0108: {what} has no effect: {reason}", single);
    }
}
