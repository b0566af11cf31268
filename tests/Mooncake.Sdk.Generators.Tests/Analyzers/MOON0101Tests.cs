using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0101.</summary>
public class MOON0101Tests
{
    [Theory]
    [InlineData("[StoreObject] public abstract partial class T;", "[StoreUnion]")]
    [InlineData("[StoreObject] public partial interface T;", "[StoreUnion]")]
    [InlineData("[StoreObject] public partial class T { public T(int a) { } public T(string b) { } }", "[StoreConstructor]")]
    [InlineData("[StoreObject] public partial class T { public T(int other) { } public int A { get; } }", "'other'")]
    [InlineData("[StoreObject] public partial class T { public T(long a) { } public int A { get; } }", "'a'")]
    [InlineData("[StoreObject] public partial class T { public T((int X, long Y) a) { } public (int X, int Y) A { get; } }", "'a'")]
    [InlineData("[StoreObject] public partial class T { public T(System.Collections.Generic.List<(int X, long Y)> a) { } public (int X, long Y)[]? A { get; } }", "'a'")]
    [InlineData("[StoreObject] public partial class T { public T(ref int a) { A = a; } public int A { get; } }", "'a' as ref or out")]
    [InlineData("[StoreObject] public partial class T { public T(out int a) { a = 1; } public int A { get; } }", "'a' as ref or out")]
    [InlineData("[StoreObject] public partial record T(int A) { [StoreConstructor] public T(int a, ref string? b) : this(a) { B = b; } public string? B { get; } }", "'b' as ref or out")]
    [InlineData("[StoreObject] public partial struct T { public T(string a, scoped ref int b) { A = a; B = b; } public string A { get; } public int B { get; } }", "'b' as ref or out")]
    [InlineData("[StoreObject] public partial class T(ref readonly int a, out int b) { public int A { get; } = a; public int B { get; } = b = 1; }", "'b' as ref or out")]
    [InlineData("[StoreObject] public partial class T : System.Collections.Generic.List<int> { public int A { get; set; } }", "'List<int>'")]
    [InlineData("[StoreObject] public partial class T : System.Collections.Generic.Dictionary<string, int>;", "'Dictionary<string, int>'")]
    [InlineData("[StoreObject] public partial class T : System.Collections.ObjectModel.ObservableCollection<string>;", "'ObservableCollection<string>'")]
    [InlineData("public class Base : System.Collections.Generic.Queue<int>; [StoreObject] public partial class T : Base;", "'Queue<int>'")]
    [InlineData("[StoreKey(\"t/{Id}\")] public partial class T : System.Collections.Generic.List<int> { public int Id { get; init; } }", "'List<int>'")]
    public async Task Type_ThatCannotBeStored_IsFlaggedWithTheReason(string source, string reason)
    {
        string single = Assert.Single(await RunAsync(source));
        Assert.StartsWith("error MOON0101 T: No serializer can be generated for 'T': ", single, StringComparison.Ordinal);
        Assert.Contains(reason, single, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public class T;")]
    [InlineData("[StoreObject] public partial class T;")]
    [InlineData("[StoreObject] public partial record T(int A, string? B);")]
    [InlineData("[StoreObject] public partial class T { private T() { } public int A { get; set; } }")]
    [InlineData("[StoreObject] public partial class T { public int A { get; } public T(int a) { A = a; } }")]
    [InlineData("[StoreObject] public partial class T { public (int X, int Y) A { get; } public T((int Left, int Right) a) { A = a; } }")]
    [InlineData("[StoreObject] public partial class T { public (int, (int X, int))[]? A { get; } public T((int Left, (int, int))[]? a) { A = a; } }")]
    [InlineData("[StoreObject] public partial class T { public T() { } public T(int a) { } }")]
    [InlineData("[StoreObject] public partial class T { public T() { } [StoreConstructor] public T(int a) { } public int A { get; set; } }")]
    [InlineData("[StoreObject] public partial struct T { public string? A; public T(string? a) { A = a; } }")]
    [InlineData("[StoreObject] public partial class T { [StoreOrder(7)] public int A; public int B; }")]
    [InlineData("[StoreObject(StoreLayout.VersionTolerant)] public partial class T { [StoreOrder(7)] public int A; [StoreOrder(3)] public int B; }")]
    [InlineData("[StoreObject(StoreLayout.VersionTolerant)] public partial class T { public int A; public int B; }")]
    [InlineData("[StoreObject] public partial class T { public T(in int a) { A = a; } public int A { get; } }")]
    [InlineData("[StoreObject] public partial class T { public T(ref readonly int a) { A = a; } public int A { get; } }")]
    [InlineData("[StoreObject] public partial class T { public T() { } public T(ref int a) { A = a; } public int A { get; set; } }")]
    [InlineData("[StoreObject] public readonly partial record struct T(in string A);")]
    [InlineData("public partial class Outer { [StoreObject] public partial class T; }")]
    [InlineData("[StoreObject] public class T;")]
    [InlineData("[StoreObject] public static partial class T;")]
    [InlineData("[StoreObject(StoreLayout.Explicit)] public partial class T { public int A; }")]
    [InlineData("[StoreUnion(0, typeof(string))] public partial interface T;")]
    [InlineData("[StoreObject] public partial class T : System.Collections.Generic.IEnumerable<int> { public int[] A { get; set; } = []; public System.Collections.Generic.IEnumerator<int> GetEnumerator() => throw null!; System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw null!; }")]
    [InlineData("public class Base : System.Collections.IEnumerable { public int A { get; set; } public System.Collections.IEnumerator GetEnumerator() => throw null!; } [StoreObject] public partial class T : Base;")]
    public async Task Type_ThatCanBeStored_IsNotFlagged(string source) => Assert.Empty(await RunAsync(source));

    private static Task<string[]> RunAsync(string source)
    {
        return AnalyzerHarness.RunAsync<UnserializableTypeAnalyzer>("using Mooncake;\n" + source);
    }
}
