using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Objects.Emission;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Diagnostics;

/// <summary>Where the generator is silent, a rule speaks; where it is not, none says that it would be.</summary>
public class SilenceTests
{
    /// <summary>What the templates can name. With a good template these get everything, so that it is the template which is wrong.</summary>
    private const string MembersOfTemplates =
        "int Id, string Name, System.Guid Tag, bool Flag, System.DayOfWeek Day, int Of, int Parse, int TryParse, int _escapes, int TKey";

    private static readonly DiagnosticAnalyzer[] Analyzers =
    [
        .. typeof(DiagnosticDescriptors).Assembly.GetTypes()
            .Where(static type => type.IsAssignableTo(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Declarations for whose type T no key is generated.</summary>
    public static TheoryData<string> WithoutAKey => KeyOf(
        [
            "record T(int Id)",
            "partial record T<V>(int Id)",
            "abstract partial record T(int Id)",
            "static partial class T",
            "ref partial struct T",
            "partial record T(int Id, object Payload)",
            "partial record T(int Id, nint Handle)",
            "partial record T(int Id, Unmarked Payload)",
            "partial class T { public int Id { get; } public T(int id) { Id = id; } public T(string id) { Id = id.Length; } }",
            "partial class T { public int Id { get; } public T(int other) { Id = other; } }",
            "partial class T",
            "partial record T(double Id)",
            "partial record T(float Id)",
            "partial record T(decimal Id)",
            "partial record T(string? Id)",
            "partial record T(int? Id)",
            "partial record T(System.DateTime Id)",
            "partial record T(System.DateTimeOffset Id)",
            "partial record T(System.TimeSpan Id)",
            "partial record T(char Id)",
            "partial record T(byte[] Id)",
            "partial record T(System.Uri Id)",
            "partial record T((int, int) Id)",
            "partial class T { internal int Id { get; init; } }",
            "partial class T { private int Id; public int Other => Id; }",
            "partial class T { public static int Id { get; set; } }",
            "partial class T { public const int Id = 1; }",
            "partial class T { public int Id() => 1; }",
            "partial class T { public int Id { set { } } }",
            "partial class T { public int Id { private get; set; } }",
            "partial class T { private int _id; public ref int Id => ref _id; }",
            "partial class T { private int _id; public ref readonly int Id => ref _id; }",
            "partial class T { public class Id; }",
            "partial record T(int Id); class TKey",
            "partial record T(int Id); class TStoreExtensions",
            "partial class T { public int Id; public int StoreCodec; }",
            "partial class T { public event System.Action? Id; public void Raise() => Id?.Invoke(); }",
        ],
        [
            "", "k}", "{", "{}", "{Id", "{Id:}", "{1}", "{ Id}", "{Id}{Name}", "{Id}{Id}", "{Id}/{Id}", "k\\t/{Id}", "k\\0{Id}", "\\uD83E/{Id}", "{Id}\\uDD6E",
            "{Id}🥮", "{Id}0", "{Id:x}a", "{Name}a", "{Name}%", "{Id:N}", "{Id:D100}", "{Id:X-}", "{Name:U}", "{Tag:X}", "{Flag:D}", "{Day:F}", "{id}", "{Nobody}",
            "{ToString}", "{Of}", "{Parse}", "{TryParse}", "{_escapes}", "{TKey}", "{Equals}", "{GetType}", "{Deconstruct}", "{PrintMembers}", "{Clone}", "{EqualityContract}",
        ]);

    /// <summary>Declarations for whose type T no serializer is generated.</summary>
    public static TheoryData<string> WithoutASerializer =>
    [
        "[StoreObject] class T;",
        "[StoreObject] struct T;",
        "[StoreObject] interface T;",
        "[StoreObject] file partial class T;",
        "class Outer { [StoreObject] internal partial class T; }",
        "[StoreObject] static partial class T;",
        "[StoreObject] partial class T { public int StoreCodec; }",
        "[StoreObject] ref partial struct T;",
        "[StoreObject] abstract partial class T;",
        "[StoreObject] partial interface T;",
        "[StoreObject] partial struct T { public nint Handle; }",
        "[StoreObject] partial class T { public object? Value; }",
        "[StoreObject] partial class T { public T(int a) { } public T(string a) { } }",
        "[StoreObject] partial class T { public T(int a) { } }",
        "[StoreObject] partial class T { public T(ref int a) { A = a; } public int A; }",
        "[StoreObject] partial class T { [StoreIgnore] public required int A; }",
        "[StoreObject(StoreLayout.Explicit)] partial class T { public int A; }",
        "[StoreObject(StoreLayout.Explicit)] partial class T { [StoreOrder(1)] public int A; }",
        "[StoreObject(StoreLayout.VersionTolerant)] partial class T { [StoreOrder(1)] public int A; public int B; }",
        "[StoreObject(StoreLayout.VersionTolerant)] partial class T { [StoreOrder(250)] public int A; }",
        "[StoreObject((StoreLayout)7)] partial class T { public int A; }",
        "[StoreObject] partial class T<StoreCodec> { public int A; }",
        "[StoreUnion(0, typeof(string))] partial interface T;",
        "[StoreUnion(0, null!)] partial interface T;",
        "[StoreUnion(0, typeof(C)), StoreUnion(0, typeof(D))] partial interface T; [StoreObject] partial class C : T; [StoreObject] partial class D : T;",
        "[StoreUnion(0, typeof(C)), StoreUnion(1, typeof(C))] partial interface T; [StoreObject] partial class C : T;",
        "[StoreUnion(0, typeof(C))] abstract partial class T; abstract partial class C : T;",
        "[StoreUnion(0, typeof(C))] interface T; [StoreObject] partial class C : T;",
    ];

    /// <summary>Declarations that get everything.</summary>
    public static TheoryData<string> WithEverything =>
    [
        "[StoreKey(\"k/{Id}\")] public partial record T(int Id);",
        "[StoreKey(\"{Id}\")] internal partial record struct T(string Id);",
        "[StoreKey(\"k\")] public partial record T(int Id);",
        "[StoreKey(\"k/{Name}/{Id:x16}-{Tag:N}.{Flag}/{Day:G}\")] public partial record T(string Name, ulong Id, System.Guid Tag, bool Flag, System.DayOfWeek Day);",
        $"[StoreKey(\"k/{{Id}}\")] public partial record T({MembersOfTemplates});",
        "[StoreKey(\"k,/{Id}\", Set = \"class\")] public partial record T(int Id);",
        "[StoreKey(\"k/{Id}\")] public partial class T { public int Id; }",
        "[StoreKey(\"k/{Id}\")] public partial class T : B; public class B { public int Id { get; set; } }",
        "public partial class Outer { [StoreKey(\"k/{Id}\")] private partial record T(int Id); }",
        "[StoreKey(\"k/{Id}\"), StoreUnion(0, typeof(C))] public abstract partial record T(int Id); [StoreObject] public partial record C(int Id) : T(Id);",
        "[StoreObject] public partial class T<V> { public V? Value; }",
        "[StoreObject(StoreLayout.VersionTolerant)] public partial class T { [StoreOrder(3)] public int A; }",
    ];

    [Theory]
    [MemberData(nameof(WithoutAKey))]
    public async Task Declaration_WithoutAKey_HasAnErrorThatSaysWhy(string source)
    {
        (string[] files, string[] errors) = await RunAsync(source);
        Assert.DoesNotContain(files, IsKeyOfT);
        Assert.NotEmpty(errors);
    }

    [Theory]
    [MemberData(nameof(WithoutASerializer))]
    public async Task Declaration_WithoutASerializer_HasAnErrorThatSaysWhy(string source)
    {
        (string[] files, string[] errors) = await RunAsync(source);
        Assert.DoesNotContain(files, IsKeyOfT);
        Assert.DoesNotContain(files, IsSerializerOfT);
        Assert.NotEmpty(errors);
    }

    [Theory]
    [MemberData(nameof(WithEverything))]
    public async Task Declaration_WithEverything_HasNoError(string source)
    {
        (string[] files, string[] errors) = await RunAsync(source);
        Assert.Equal(source.Contains("[StoreKey(", StringComparison.Ordinal), files.Any(IsKeyOfT));
        Assert.Contains(files, IsSerializerOfT);
        Assert.Empty(errors);
    }

    private static bool IsKeyOfT(string file) => IsOfT(file, ".StoreKey.g.cs");

    private static bool IsSerializerOfT(string file) => IsOfT(file, ".StoreObject.g.cs");

    /// <summary>By the end of the name, since it begins with what T stands in, be that a type or, for one of the file, the file.</summary>
    private static bool IsOfT(string file, string end) =>
        file.EndsWith("T" + end, StringComparison.Ordinal) || file.EndsWith("T`1" + end, StringComparison.Ordinal);

    private static string StemOf(string file) => file[..file.IndexOf(".Store", StringComparison.Ordinal)];

    private static TheoryData<string> KeyOf(IEnumerable<string> types, IEnumerable<string> templates)
    {
        TheoryData<string> sources = [];
        foreach (string type in types)
        {
            sources.Add($"[StoreKey(\"k/{{Id}}\")] {type}{(type.EndsWith('}') ? "" : ";")}");
        }

        foreach (string template in templates)
        {
            sources.Add($"[StoreKey(\"{template}\")] public partial record T({MembersOfTemplates});");
        }

        sources.Add("[StoreKey(null!)] public partial record T(int Id);");
        sources.Add("[StoreKey(\"k/{Id}\", Set = \"a b\")] public partial record T(int Id);");
        sources.Add("[StoreKey(\"k/{Id}\", Set = \"\")] public partial record T(int Id);");
        sources.Add("[StoreKey(\"k/{Id}\")] file partial record T(int Id);");
        return sources;
    }

    private static async Task<(string[] Files, string[] Errors)> RunAsync(string source)
    {
        CSharpCompilation compilation = GeneratorHarness.Compile(
            GeneratorHarness.CSharp14, "using Mooncake; " + source, "public class Unmarked { public int A; }");
        GeneratorDriverRunResult generated = GeneratorHarness.Driver()
            .RunGenerators(compilation, TestContext.Current.CancellationToken)
            .GetRunResult();
        ImmutableArray<Diagnostic> found = await compilation
            .WithAnalyzers([.. Analyzers])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

        // What only keeps an error from causing others is no code that works.
        string[] substitutes =
        [
            .. generated.Results.Single().GeneratedSources
                .Where(static file => file.SourceText.ToString().Contains(UnavailableEmitter.Comment, StringComparison.Ordinal))
                .Select(static file => StemOf(file.HintName)),
        ];
        return (
            [.. generated.Results.Single().GeneratedSources.Select(static file => file.HintName).Where(name => !substitutes.Contains(StemOf(name)))],
            [.. found.Where(static diagnostic => diagnostic.Descriptor.DefaultSeverity == DiagnosticSeverity.Error).Select(static diagnostic => diagnostic.Id)]);
    }
}
