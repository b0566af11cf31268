using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mooncake.Sdk.Generators.Shapes;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Shapes;

/// <summary>The shapes that the rules compute are those of the code that is emitted: compiled, executed, compared.</summary>
public class ShapeExecutionTests
{
    /// <summary>Everything that may be a member, without what only the runtime knows.</summary>
    private const string Source = """
        #pragma warning disable CS0649, CS0169
        using System;
        using System.Buffers;
        using System.Collections.Concurrent;
        using System.Collections.Frozen;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Collections.ObjectModel;
        using System.Numerics;
        using System.Text;
        using Mooncake;

        namespace Demo;

        public enum Small : byte { A }
        public enum Big : ulong { A }
        public struct Inner { public byte A; private long _b; public readonly long B => _b; }
        public struct Outer { public Inner In; public Inner? Maybe; public (byte, long) Pair; public DateTimeOffset When; public Small Size; public decimal? Price; }
        public unsafe struct Fixed { public fixed int Numbers[4]; public bool Flag; }
        public struct Pair<T> { public T First; public T Second; }

        [StoreObject] public partial record Numbers(bool A, sbyte B, byte C, short D, ushort E, int F, uint G, long H, ulong I, char J, float K, double L, decimal M, Int128 N, UInt128 O, Half P, Small Q, Big R);
        [StoreObject] public partial record Moments(DateTime A, DateTimeOffset B, TimeSpan C, DateOnly D, TimeOnly E, Rune F, Guid G);
        [StoreObject] public partial record Texts(string A, string? B, Uri C, Version D, StringBuilder E, BigInteger F) { [StoreUtf16] public string G { get; init; } = ""; }
        [StoreObject] public partial record Maybes(int? A, Guid? B, Small? C, (int, string)? D, KeyValuePair<int, int>? E, Outer? F);
        [StoreObject] public partial record Lists(int[] A, List<string> B, HashSet<Guid> C, Queue<int> D, Stack<int> E, LinkedList<int> F, SortedSet<int> G, PriorityQueue<string, int> H, ImmutableArray<long> I, ImmutableStack<int> J, FrozenSet<int> K, ConcurrentBag<int> L, ReadOnlyCollection<int> M, ObservableCollection<string> N);
        [StoreObject] public partial record Maps(Dictionary<int, string> A, SortedDictionary<string, int> B, SortedList<int, int> C, ConcurrentDictionary<int, int> D, ImmutableDictionary<int, string> E, FrozenDictionary<string, Guid> F, IDictionary<int, int[]> G, IReadOnlyDictionary<string, Dictionary<int, int>> H);
        [StoreObject] public partial record Views(IEnumerable<int> A, IReadOnlyList<string> B, ISet<int> C, IReadOnlySet<string> D, ICollection<int?> E);
        [StoreObject] public partial record Memories(Memory<byte> A, ReadOnlyMemory<float> B, ArraySegment<int> C, ReadOnlySequence<byte> D);
        [StoreObject] public partial record Arrays(int[,] A, string[,,] B, byte[,,,] C, int[][] D, Guid[,][] E);
        [StoreObject] public partial record Tuples((int, long) A, (string, int, Guid) B, Tuple<int> C, Tuple<string, int[]> D, KeyValuePair<int, string> E, (int A, int B, int C, int D, int E, int F, int G, int H) F, Tuple<int, int, int, int, int, int, int, Tuple<string>> G);
        [StoreObject] public partial record Structs(Inner A, Outer B, Fixed C, Pair<int> D, Inner[] E, List<Outer?> F, (Inner, Outer) G);
        [StoreObject] public partial record Nested(Numbers A, Tolerant B, IShape C, List<Circle> D, Holder<int> E, Holder<Texts> F, Point G, Labeled H);
        [StoreObject] public partial class Empty;
        [StoreObject(StoreLayout.Explicit)] public partial class Explicit { [StoreOrder(1)] public int A; [StoreOrder(0)] public string? B; }
        [StoreObject] public partial class Derived : Base { public int Own { get; set; } public override string Name { get; set; } = ""; [StoreIgnore] public object? Out { get; set; } [StoreInclude] private int _in = 1; public int In => _in; }
        public class Base { public virtual string Name { get; set; } = ""; public long Id { get; set; } }
        [StoreObject(StoreLayout.VersionTolerant)] public partial class Tolerant { [StoreOrder(0)] public int A; [StoreOrder(3)] public string? B; }
        [StoreUnion(0, typeof(Circle)), StoreUnion(300, typeof(Square))] public partial interface IShape;
        [StoreUnion(7, typeof(Dog))] public abstract partial class Animal;
        [StoreObject] public partial record Circle(double Radius) : IShape;
        [StoreObject] public partial record Square(double Side) : IShape;
        [StoreObject] public partial class Dog : Animal { public string? Name { get; set; } }
        [StoreObject] public partial struct Point { public float X; public float Y; }
        [StoreObject] public partial struct Nothing;
        [StoreObject] public partial struct Labeled { public string? Label; public int @class; }
        [StoreObject] public partial class Holder<T> where T : notnull { public T? Value { get; set; } public Dictionary<T, T[]>? Map { get; set; } }
        [StoreKey("reading/{Sensor}")] public readonly partial record struct Reading(int Sensor, long Ticks, double Value);
        [StoreKey("kv/{Model}/{Block:x16}")] public sealed partial record KvBlock(string Model, ulong Block, ReadOnlyMemory<byte> Payload);
        public partial class Around { [StoreObject] public partial record Within(int A); }
        """;

    private static readonly Lazy<Assembly> Executed = new(static () => Load(Compile(Source)));

    /// <summary>Types whose fingerprint stands in the code that runs.</summary>
    public static TheoryData<string, string> Shapes => new()
    {
        { "Demo.Numbers", "object A:b B:i1 C:u1 D:i2 E:u2 F:i4 G:u4 H:i8 I:u8 J:c K:f4 L:f8 M:dec N:i16 O:u16 P:f2 Q:u1 R:u8" },
        { "Demo.Moments", "object A:dt B:dto C:span D:date E:time F:rune G:guid" },
        { "Demo.Texts", "object A:s B:s C:uri D:version E:builder F:bigint G:s" },
        { "Demo.Maybes", "object A:i4? B:guid? C:u1? D:(i4,s)? E:(i4:i4)? F:{{u1;i8};{u1;i8}?;{u1;i8};dto;u1;dec?}?" },
        { "Demo.Lists", "object A:[i4] B:[s] C:[guid] D:[i4] E:[i4] F:[i4] G:[i4] H:[(s,i4)] I:[i8] J:[i4] K:[i4] L:[i4] M:[i4] N:[s]" },
        { "Demo.Maps", "object A:[(i4:s)] B:[(s:i4)] C:[(i4:i4)] D:[(i4:i4)] E:[(i4:s)] F:[(s:guid)] G:[(i4:[i4])] H:[(s:[(i4:i4)])]" },
        { "Demo.Views", "object A:[i4] B:[s] C:[i4] D:[s] E:[i4?]" },
        { "Demo.Memories", "object A:[u1] B:[f4] C:[i4] D:[u1]" },
        { "Demo.Arrays", "object A:[,i4] B:[,,s] C:[,,,u1] D:[[i4]] E:[,[guid]]" },
        { "Demo.Tuples", "object A:(i4,i8) B:(s,i4,guid) C:t(i4) D:t(s,[i4]) E:(i4:s) F:(i4,i4,i4,i4,i4,i4,i4,(i4)) G:t(i4,i4,i4,i4,i4,i4,i4,t(s))" },
        { "Demo.Structs", "object A:{u1;i8} B:{{u1;i8};{u1;i8}?;{u1;i8};dto;u1;dec?} C:{4*Int32;b} D:{i4;i4} E:[{u1;i8}] F:[{{u1;i8};{u1;i8}?;{u1;i8};dto;u1;dec?}?] G:({u1;i8},{{u1;i8};{u1;i8}?;{u1;i8};dto;u1;dec?})" },
        { "Demo.Nested", "object A:o B:v C:n D:[o] E:o F:o G:{f4;f4} H:o" },
        { "Demo.Empty", "object" },
        { "Demo.Explicit", "object B:s A:i4" },
        { "Demo.Derived", "object Name:s Id:i8 Own:i4 _in:i4 In:i4" },
        { "Demo.Tolerant", "tolerant 0:A:i4 3:B:s" },
        { "Demo.Animal", "union 7:Demo.Dog" },
        { "Demo.Point", "image X:f4 Y:f4" },
        { "Demo.Nothing", "image" },
        { "Demo.Labeled", "object Label:s class:i4" },
        { "Demo.Reading", "image Sensor:i4 Ticks:i8 Value:f8" },
        { "Demo.KvBlock", "object Model:s Block:u8 Payload:[u1]" },
        { "Demo.Around+Within", "object A:i4" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Shape_OfAType_IsTheOneThatRuns(string type, string shape)
    {
        ulong running = FingerprintOf(Executed.Value, type);
        Assert.Equal($"{type} {running.ToString("x16", CultureInfo.InvariantCulture)} {shape}", ShapeOf(Source, type).ToString());
    }

    /// <summary>All that the format has vectors for: some three hundred types.</summary>
    [Fact]
    public void Shape_OfEachTypeOfTheVectors_IsTheOneThatRuns()
    {
        CSharpCompilation compilation = Compile(Vectors());
        Assembly running = Load(compilation);
        int compared = 0;
        foreach (Type codec in running.GetTypes().Where(static type => type.Name == "StoreCodec" && type.GetProperty("Shape") is not null))
        {
            string name = codec.DeclaringType!.FullName!;
            StoredShape told = StoredShape.Of(compilation.GetTypeByMetadataName(name)!, TestContext.Current.CancellationToken)!;
            if (!told.Members.Any(static member => member.Wire.Contains("#?", StringComparison.Ordinal)))
            {
                Assert.Equal((name, FingerprintOf(running, name)), (name, told.Fingerprint));
                compared++;
            }
        }

        Assert.InRange(compared, 250, int.MaxValue);
    }

    /// <summary>An interface and a generic type have no fingerprint that runs: that of a union is its kind's, that of a generic type its text's.</summary>
    [Theory]
    [InlineData("Demo.IShape", "union 0:Demo.Circle 300:Demo.Square")]
    [InlineData("Demo.Holder`1", "object Value:!0 Map:[(!0:[!0])]")]
    public void Shape_WithoutAFingerprintThatRuns_IsTold(string type, string shape)
    {
        StoredShape told = ShapeOf(Source, type);
        Assert.Equal($"{type} {told.Fingerprint.ToString("x16", CultureInfo.InvariantCulture)} {shape}", told.ToString());
        Assert.Equal(shape.StartsWith("union", StringComparison.Ordinal), told.Fingerprint == FingerprintOf(Executed.Value, "Demo.Animal"));
    }

    /// <summary>Structs whose fields cannot be seen: their size is known where the program runs, and stands as a question mark.</summary>
    [Theory]
    [InlineData("[StoreObject] public partial record T(System.Numerics.Vector3 A);", "object A:System.Numerics.Vector3#?", "System.Numerics.Vector3#12")]
    [InlineData("[StoreObject] public partial record T(Index A);", "object A:System.Index#?", "System.Index#4")]
    [InlineData("public struct Pair<P, Q> { private P _p; private Q _q; public override string ToString() => $\"{_p}{_q}\"; } [StoreObject] public partial record T(Pair<int, (byte, long)> A);", "object A:Demo.Pair`2[System.Int32,System.ValueTuple`2[System.Byte,System.Int64]]#?", "Demo.Pair`2[System.Int32,System.ValueTuple`2[System.Byte,System.Int64]]#24")]
    [InlineData("public class O<P> { public struct I { private P _p; public override string ToString() => $\"{_p}\"; } } [StoreObject] public partial record T(O<int>.I A);", "object A:Demo.O`1+I[System.Int32]#?", "Demo.O`1+I[System.Int32]#4")]
    [InlineData("[System.Runtime.CompilerServices.InlineArray(3)] public struct Three { private int _first; } [StoreObject] public partial record T(Three[] A);", "object A:[Demo.Three#?]", "[Demo.Three#12]")]
    [InlineData("[StoreObject, System.Runtime.CompilerServices.InlineArray(3)] public partial struct T { private int _first; }", "image Demo.T#?", "Demo.T#12")]
    public void Shape_WithAStructOfUnseenFields_DiffersBySizeOnly(string declaration, string shape, string wire)
    {
        string source = "using System; using Mooncake; namespace Demo;\n#pragma warning disable CS0169, CS0649, IDE0051\n" + declaration;
        StoredShape told = ShapeOf(source, "Demo.T");
        Assert.EndsWith(" " + shape, told.ToString(), StringComparison.Ordinal);
        ulong running = FingerprintOf(Load(Compile(source)), "Demo.T");
        Assert.NotEqual(running, told.Fingerprint);
        ShapeMember member = Assert.Single(told.Members);
        StoredShape sized = told with { Members = new(member with { Wire = member.Wire.Replace("#?", wire[wire.IndexOf('#')..].TrimEnd(']'), StringComparison.Ordinal) }) };
        Assert.Equal(wire, sized.Members[0].Wire);
        Assert.Equal(running, sized.Fingerprint);
    }

    [Fact]
    public void Shape_OfADocumentedExample_HasTheDocumentedFingerprint() =>
        Assert.Equal("Person 868add7a617cc7dc object Age:i4 Name:s", ShapeOf("[Mooncake.StoreObject] public partial record Person(int Age, string? Name);", "Person").ToString());

    [Fact]
    public void Shape_OfATypeWithoutASerializer_IsNone()
    {
        INamedTypeSymbol type = Compile("[Mooncake.StoreObject] public partial record T(object A);").GetTypeByMetadataName("T")!;
        Assert.Null(StoredShape.Of(type, TestContext.Current.CancellationToken));
    }

    private static string[] Vectors()
    {
        Assembly here = Assembly.GetExecutingAssembly();
        return
        [
            "global using System; global using System.Collections.Generic;",
            .. here.GetManifestResourceNames().Where(static name => name.StartsWith("Vec.", StringComparison.Ordinal)).Select(name =>
            {
                using StreamReader reader = new(here.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            }),
        ];
    }

    private static StoredShape ShapeOf(string source, string type) => StoredShape.Of(
        Compile(source).GetTypeByMetadataName(type)!, TestContext.Current.CancellationToken)!;

    private static Assembly Load(CSharpCompilation source)
    {
        GeneratorHarness.Driver().RunGeneratorsAndUpdateCompilation(source, out Compilation compilation, out _, CancellationToken.None);
        Assert.Empty(compilation.GetDiagnostics(CancellationToken.None).Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        return new GeneratedCode(compilation, new Dictionary<string, string>()).Load();
    }

    /// <summary>Fixed buffers need unsafe code.</summary>
    private static CSharpCompilation Compile(params string[] sources) =>
        GeneratorHarness.Compile(GeneratorHarness.CSharp14, sources).WithOptions(GeneratorHarness.CompilationOptions.WithAllowUnsafe(true));

    private static ulong FingerprintOf(Assembly assembly, string type)
    {
        object shape = assembly.GetType(type + "+StoreCodec", throwOnError: true)!.GetProperty("Shape")!.GetValue(null)!;
        return ((Serialization.StoreShape)shape).Fingerprint;
    }
}
