using Mooncake.Sdk.CodeFixes;
using Mooncake.Sdk.Generators.Analyzers;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers;

/// <summary>MOON0105: members that are stored and lost when they are read.</summary>
public class MOON0105Tests
{
    [Theory]
    [InlineData("[StoreObject] public partial class T { public int [|A|] { get; } public int B { get; set; } }")]
    [InlineData("[StoreObject] public partial class T { public T() { A = 1; } public int [|A|] { get; } }")]
    [InlineData("[StoreObject] public partial class T { public T() { } public T(int a) { A = a; } public int [|A|] { get; } }")]
    [InlineData("[StoreObject] public partial record T(int B) { public int [|A|] { get; } }")]
    [InlineData("[StoreObject] public partial class T { public readonly int [|A|]; }")]
    [InlineData("[StoreObject] public partial class T { [StoreInclude] private readonly string? [|A|]; public int Length => A?.Length ?? 0; }")]
    [InlineData("[StoreObject] public partial struct T { public string? B; public int [|A|] { get; } }")]
    [InlineData("[StoreKey(\"t/{A}\")] public partial class T { public int [|A|] { get; } }")]
    [InlineData("[StoreObject(StoreLayout.VersionTolerant)] public partial class T { [StoreOrder(0)] public int [|A|] { get; } }")]
    [InlineData("[StoreObject] public partial class T : B; public class B { public int [|A|] { get; private set; } = 1; public void Set() => A = 2; }")]
    [InlineData("[StoreObject] public partial class T : B; public class B { private int _a; public int [|A|] { get => _a; private set => _a = value; } public void Set() => A = 2; }")]
    [InlineData("[StoreObject] public partial class T { public System.Guid [|A|] { get; } = System.Guid.NewGuid(); }")]
    [InlineData("[StoreObject] public partial class T { public System.DateTime [|A|] { get; } = System.DateTime.UtcNow; }")]
    [InlineData("[StoreObject] public partial class T { public System.Collections.Generic.List<int> [|A|] { get; } = []; }")]
    [InlineData("[StoreObject] public partial class T { public readonly int[] [|A|] = new int[4]; }")]
    [InlineData("[StoreObject] public partial class T { private int _a; public ref int [|A|] => ref _a; }")]
    [InlineData("[StoreObject] public partial class T(int a) { public T() : this(1) { } public int [|A|] { get; } = a; }")]
    public async Task Member_ThatNothingSets_IsFlaggedAtItsName(string source)
    {
        Assert.Equal(
            "warning MOON0105: Member 'A' of 'T' is stored, but cannot be set when the object is read; add an init accessor or a constructor parameter with its name, or exclude it with [StoreIgnore]",
            Assert.Single(await AnalyzerHarness.VerifyAsync<LostMemberAnalyzer>("using Mooncake;\n" + source)));
    }

    [Theory]
    [InlineData("[StoreObject] public partial class T { public int A { get; init; } }")]
    [InlineData("[StoreObject] public partial class T { public int A { get; private set; } }")]
    [InlineData("[StoreObject] public partial class T { public int A { get; set; } public int B; }")]
    [InlineData("[StoreObject] public partial class T : B { public override int A => base.A; } public class B { public virtual int A { get; set; } }")]
    [InlineData("public partial class Outer { public int A { get; private set; } [StoreObject] public partial class T : Outer; }")]
    [InlineData("[StoreObject] public partial record T(int A);")]
    [InlineData("[StoreObject] public readonly partial record struct T(string A);")]
    [InlineData("[StoreObject] public partial class T(int a) { public int A { get; } = a; }")]
    [InlineData("[StoreObject] public partial class T { public T(int a) { A = a; } public int A { get; } }")]
    [InlineData("[StoreObject] public partial class T { public T() { } [StoreConstructor] public T(int a) { A = a; } public int A { get; } }")]
    public async Task Member_ThatIsSetOnReading_IsNotFlagged(string source) => Assert.Empty(await RunAsync(source));

    [Theory]
    [InlineData("[StoreObject] public partial class T { public int B { get; set; } public int A => B + 1; }")]
    [InlineData("[StoreObject] public partial class T { public int B { get; set; } public int A { get { return B; } } }")]
    [InlineData("[StoreObject] public partial class T { public string Kind { get; } = \"block\"; }")]
    [InlineData("[StoreObject] public partial class T { public readonly int Version = 3; }")]
    [InlineData("[StoreObject] public partial record T(int B) { public int A { get; } = B + 1; }")]
    [InlineData("[StoreObject] public partial record T(int B) { public int[] A { get; } = [B]; }")]
    [InlineData("[StoreObject] public partial class T { public System.Guid A { get; } = System.Guid.Empty; public string B { get; } = string.Empty; public long? C { get; } = 1; public int D { get; } = default; }")]
    [InlineData("[StoreObject] public partial class T : B; public class B { public int[] A { get; } = [1]; }")]
    [InlineData("[StoreObject] public partial class T { public T(int b) { B = b; A = b + 1; } public int B { get; } public int A { get; } }")]
    [InlineData("[StoreObject] public partial class T { public T(int b) { this.B = b; (A, C) = (b, b); } public int B { get; } public int A { get; } public int C { get; } }")]
    public async Task Member_ThatIsMadeAnew_IsNotFlagged(string source) => Assert.Empty(await RunAsync(source));

    [Theory]
    [InlineData("[StoreObject] public partial class T { [StoreIgnore] public int A { get; } }")]
    [InlineData("[StoreObject] public partial class T { private readonly int _a = 1; public override string ToString() => $\"{_a}\"; }")]
    [InlineData("[StoreObject] public partial class T { public static int A { get; } public const int B = 1; }")]
    [InlineData("[StoreObject] public readonly partial struct T { public int A { get; } }")]
    [InlineData("[StoreObject] public class T { public int A { get; } }")]
    [InlineData("[StoreObject] public partial class T { public int A { get; } public T(int x, int y) { A = x + y; } }")]
    [InlineData("public class T { public int A { get; } }")]
    [InlineData("[Other.StoreObject] public class T { public int A { get; } } namespace Other { public sealed class StoreObjectAttribute : System.Attribute; }")]
    public async Task Member_ThatIsNotStored_IsNotFlagged(string source) => Assert.Empty(await RunAsync(source));

    /// <summary>What the rule warns of, seen in a store: the value is put and got, and its member is not what it was, until the fix.</summary>
    [Theory]
    [InlineData("public T() { } public T(int a) { A = a; } public int A { get; }", "new T(7)", "0", "7")]
    [InlineData("public T() { } public T(string a) { A = a; } public string? A { get; }", "new T(\"moon\")", "", "moon")]
    [InlineData("public System.Collections.Generic.List<string> A { get; } = [];", "new T { A = { \"moon\", \"cake\" } }", "", "mooncake")]
    public async Task Member_ThatIsFlagged_IsLostInAStoreUntilTheFix(string members, string value, string lost, string kept)
    {
        string before = Program(members, value);
        string after = await CodeFixHarness.FixAsync<LostMemberAnalyzer, AddInitCodeFixProvider>(before);
        Assert.Equal((kept, lost), await RoundTripAsync(before));
        Assert.Equal((kept, kept), await RoundTripAsync(after));
    }

    [Theory]
    [InlineData("public int A { get; private set; } public static T Of(int a) => new() { A = a };", "T.Of(7)")]
    [InlineData("public T(int a) { A = a; } public int A { get; }", "new T(7)")]
    [InlineData("public T() { } [StoreConstructor] public T(int a) { A = a; } public readonly int A;", "new T(7)")]
    public async Task Member_ThatIsNotFlagged_IsKeptInAStore(string members, string value)
    {
        string source = Program(members, value);
        Assert.Empty(await AnalyzerHarness.RunAsync<LostMemberAnalyzer>(source));
        Assert.Equal(("7", "7"), await RoundTripAsync(source));
    }

    [Theory]
    [InlineData("public int A { get; }", "public int A { get; init; }")]
    [InlineData("public System.Collections.Generic.List<int> A { get; } = []; // kept", "public System.Collections.Generic.List<int> A { get; init; } = []; // kept")]
    [InlineData("public int A\n    {\n        get;\n    }", "public int A\n    {\n        get;\n        init;\n    }")]
    public async Task Fix_AddsInit(string before, string after)
    {
        Assert.Equal(
            $"using Mooncake;\n[StoreObject]\npublic partial class T\n{{\n    {after}\n}}\n",
            await CodeFixHarness.FixAsync<LostMemberAnalyzer, AddInitCodeFixProvider>($"using Mooncake;\n[StoreObject]\npublic partial class T\n{{\n    {before}\n}}\n"));
    }

    [Fact]
    public async Task FixAll_MendsEachOfThem()
    {
        Assert.Equal(
            "using Mooncake;\n[StoreObject] public partial class T { public int A { get; init; } public string? B { get; init; } }",
            await CodeFixHarness.FixAllAsync<LostMemberAnalyzer, AddInitCodeFixProvider>("using Mooncake;\n[StoreObject] public partial class T { public int A { get; } public string? B { get; } }"));
    }

    [Theory]
    [InlineData("[StoreObject] public partial class T { public readonly int A; }")]
    [InlineData("[StoreObject] public partial class T : B; public class B { public int A { get; private set; } = 1; public void Set() => A = 2; }")]
    [InlineData("[StoreObject] public partial class T : B { public override int A { get; } } public abstract class B { public abstract int A { get; } }")]
    public async Task Fix_ThatWouldChangeMore_IsNotOffered(string source) =>
        Assert.Equal(0, await CodeFixHarness.CountOffersAsync<LostMemberAnalyzer, AddInitCodeFixProvider>("using Mooncake;\n" + source));

    [Theory]
    [InlineData("public class B { public int A { get; private set; } public void Set() => A = 1; }", "")]
    [InlineData("public class B { public int A { get; internal set; } }", "")]
    [InlineData("public class B { public int A { get; private protected init; } }", "")]
    [InlineData("public class B<V> { public V? A { get; private set; } public void Set(V v) => A = v; }", "", "B<int>")]
    [InlineData("public record B { public int A { get; } }", "", "B", "record")]
    [InlineData("public class B { private int _a; public virtual int A { get => _a; private protected set => _a = value; } }", "public override int A => base.A;")]
    public async Task Member_OfAnotherAssemblyThatNothingSets_IsFlagged(string library, string own, string name = "B", string kind = "class")
    {
        string[] found = await OtherAssembly.RunAsync<LostMemberAnalyzer>(library, $"[Mooncake.StoreObject] public partial {kind} T : {name} {{ {own} }}");
        Assert.StartsWith("MOON0105: Member 'A' of 'T' is stored, but cannot be set", Assert.Single(found), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public class B { public int A { get; set; } public int C { get; init; } public int D { get; protected set; } }")]
    [InlineData("public class B { public int A => 1; public string D => \"d\"; }")]
    [InlineData("public class B { private int _a = 1; public int A => _a; public int D { get { return _a; } } }")]
    [InlineData("public class B { public int A { private get; set; } private int D { get; set; } internal int E { get; set; } }")]
    public async Task Member_OfAnotherAssemblyThatIsSetOrComputed_IsNotFlagged(string library) =>
        Assert.Empty(await OtherAssembly.RunAsync<LostMemberAnalyzer>(library, "[Mooncake.StoreObject] public partial class T : B;"));

    /// <summary>A stored type, and what tells its member before a value goes through a store and after.</summary>
    private static string Program(string members, string value) => $$"""
        using System.Threading.Tasks;
        using Mooncake;

        [StoreKey("t/{Id}")]
        public partial class T { public string Id { get; init; } = "moon"; {{members}} }

        public static class Probe
        {
            public static async Task<(string, string)> RunAsync()
            {
                await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://?segment=16MiB");
                T value = {{value}};
                (await store.Ts.PutAsync(value)).ThrowIfFailed();
                T read = (await store.Ts.GetAsync(TKey.Of(value))).GetValueOrThrow();
                return (string.Concat(value.A), string.Concat(read.A));
            }
        }
        """;

    private static Task<(string Put, string Got)> RoundTripAsync(string source) =>
        GeneratorHarness.Generate(source).Method<Func<Task<(string, string)>>>("Probe", "RunAsync")();

    private static Task<string[]> RunAsync(string source) => AnalyzerHarness.RunAsync<LostMemberAnalyzer>("using Mooncake;\n" + source);
}
