using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Diagnostics;

/// <summary>
/// One mistake for each rule of declarations, under all rules at once: that rule alone speaks, and where the mistake is. The same text
/// with attributes that only look like the SDK's is nobody's business.
/// </summary>
public class DeclarationMistakesTests
{
    private static readonly DiagnosticAnalyzer[] Analyzers =
    [
        .. typeof(DiagnosticDescriptors).Assembly.GetTypes()
            .Where(static type => type.IsAssignableTo(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>The rule, its severity, and a file with its mistake between <c>[|</c> and <c>|]</c>.</summary>
    public static TheoryData<string, DiagnosticSeverity, string> Mistakes => new()
    {
        { DiagnosticIds.NotPartial, DiagnosticSeverity.Error, "[StoreObject] public class [|T|];" },
        { DiagnosticIds.ImpossibleTarget, DiagnosticSeverity.Error, "[StoreKey(\"k/{Id}\")] public partial record [|T|]<V>(int Id, V Value);" },
        { DiagnosticIds.InaccessibleSet, DiagnosticSeverity.Warning, "public partial class Outer { [StoreKey(\"k/{Id}\")] private partial record [|T|](int Id); }" },
        { DiagnosticIds.MalformedTemplate, DiagnosticSeverity.Error, "[StoreKey(\"k/[|{|]Id\")] public partial record T(int Id);" },
        { DiagnosticIds.TemplateWithoutPlaceholder, DiagnosticSeverity.Warning, "[StoreKey([|\"config\"|])] public partial record T(int Id);" },
        { DiagnosticIds.AdjacentPlaceholders, DiagnosticSeverity.Error, "[StoreKey(\"k/{A}[|{B}|]\")] public partial record T(int A, int B);" },
        { DiagnosticIds.AmbiguousLiteral, DiagnosticSeverity.Error, "[StoreKey(\"k/{A:x4}[|f|]/{B}\")] public partial record T(int A, int B);" },
        { DiagnosticIds.CommaInTemplate, DiagnosticSeverity.Warning, "[StoreKey(\"k[|,|]{Id}\")] public partial record T(int Id);" },
        { DiagnosticIds.TemplateTooLong, DiagnosticSeverity.Warning, $"[StoreKey([|\"{new string('k', 65_536)}/{{Id}}\"|])] public partial record T(int Id);" },
        { DiagnosticIds.UnknownPlaceholder, DiagnosticSeverity.Error, "[StoreKey(\"k/{[|Di|]}\")] public partial record T(int Id);" },
        { DiagnosticIds.UnusableKeyMember, DiagnosticSeverity.Error, "[StoreKey(\"k/{[|Id|]}\")] public partial class T { internal int Id { get; init; } }" },
        { DiagnosticIds.UnsupportedKeyType, DiagnosticSeverity.Error, "[StoreKey(\"k/{[|Id|]}\")] public partial record T(double Id);" },
        { DiagnosticIds.UnsupportedKeyFormat, DiagnosticSeverity.Error, "[StoreKey(\"k/{Id[|:N0|]}\")] public partial record T(int Id);" },
        { DiagnosticIds.MutableKeyMember, DiagnosticSeverity.Warning, "[StoreKey(\"k/{Id}\")] public partial class T { public int [|Id|] { get; set; } }" },
        { DiagnosticIds.OverlappingTemplates, DiagnosticSeverity.Warning, "[StoreKey(\"k/{Id}\")] public partial record T(int Id); [StoreKey([|\"k/{Id}\"|])] public partial record U(string Id);" },
        { DiagnosticIds.InvalidSetName, DiagnosticSeverity.Error, "[StoreKey(\"k/{Id}\", Set = [|\"all of them\"|])] public partial record T(int Id);" },
        { DiagnosticIds.ClashingSetName, DiagnosticSeverity.Warning, "[StoreKey(\"k/{Id}\", Set = [|\"Raw\"|])] public partial record T(int Id);" },
        { DiagnosticIds.UnstoredKeyMember, DiagnosticSeverity.Warning, "[StoreKey(\"k/{[|Id|]}\")] public partial class T { [StoreIgnore] public int Id { get; init; } }" },
        { DiagnosticIds.UndefinedOption, DiagnosticSeverity.Error, "[StoreKey(\"k/{Id}\", Integrity = [|(StoreIntegrity)9|])] public partial record T(int Id);" },
        { DiagnosticIds.UnsupportedMemberType, DiagnosticSeverity.Error, "[StoreObject] public partial class T { public object? [|Value|] { get; set; } }" },
        { DiagnosticIds.UnserializableType, DiagnosticSeverity.Error, "[StoreObject] public abstract partial class [|T|];" },
        { DiagnosticIds.InvalidUnionCase, DiagnosticSeverity.Error, "[[|StoreUnion(0, typeof(string))|]] public partial interface T;" },
        { DiagnosticIds.InvalidMemberOrder, DiagnosticSeverity.Error, "[StoreObject(StoreLayout.Explicit)] public partial class T { [StoreOrder(1)] public int [|A|]; }" },
        { DiagnosticIds.UnstatedTolerantOrder, DiagnosticSeverity.Warning, "[StoreObject(StoreLayout.VersionTolerant)] public partial class [|T|] { public int A; }" },
        { DiagnosticIds.LostMember, DiagnosticSeverity.Warning, "[StoreObject] public partial class T { public int [|A|] { get; } }" },
        { DiagnosticIds.UnlistedUnionCase, DiagnosticSeverity.Warning, "[StoreUnion(0, typeof(C))] public partial interface T; [StoreObject] public partial class C : T; [StoreObject] public partial class [|D|] : T;" },
        { DiagnosticIds.AmbiguousOrder, DiagnosticSeverity.Warning, "[StoreObject] public partial class T { public int A; public int B; [StoreOrder(0)] public int [|C|]; }" },
        { DiagnosticIds.IneffectiveAttribute, DiagnosticSeverity.Warning, "[StoreObject] public partial struct T { public int A; [[|StoreIgnore|]] public int B; }" },
        { DiagnosticIds.UnsetRequiredMember, DiagnosticSeverity.Error, "[StoreObject] public partial class T { [StoreIgnore] public required int [|A|] { get; set; } }" },
        { DiagnosticIds.OtherSerializersAttribute, DiagnosticSeverity.Warning, "[MemoryPack.MemoryPackable, StoreObject] public partial class T { [[|StoreIgnore|]] public int A; }" },
        { DiagnosticIds.UnprotectedPackedBytes, DiagnosticSeverity.Error, "[MemoryPack.MemoryPackable, StoreKey(\"k/{Id}\", Integrity = [|StoreIntegrity.None|])] public partial record T(int Id, string A);" },
        { DiagnosticIds.UnallowedStoredMember, DiagnosticSeverity.Warning, "[MemoryPack.MemoryPackable] public partial class T { public S? [|A|] { get; set; } } [StoreObject] public partial class S { public int B; }" },
        { DiagnosticIds.UnreachableMember, DiagnosticSeverity.Warning, "public class B { [StoreInclude] private int [|A|] { get; set; } } [StoreObject] public partial class T : B;" },
        {
            DiagnosticIds.LostComparer, DiagnosticSeverity.Warning,
            "[StoreObject] public partial class T { public System.Collections.Generic.HashSet<string> A { get; init; } = new([|System.StringComparer.OrdinalIgnoreCase|]); }"
        },
    };

    /// <summary>The files alone.</summary>
    public static TheoryData<string> Files => [.. Mistakes.Select(static row => row.Data.Item3)];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Mistake_IsToldByItsRuleAloneAndAtItsPlace(string id, DiagnosticSeverity severity, string marked)
    {
        string source = MarkedText.Unmark("using Mooncake;\n" + marked, out string[] places);
        Diagnostic[] found = await AnalyzeAsync(source);
        Assert.Equal(
            places.Select(place => (severity, id, place)),
            found.Select(diagnostic => (diagnostic.DefaultSeverity, diagnostic.Id, MarkedText.Describe(diagnostic.Location, source))));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Mistake_UnderAttributesThatOnlyLookLikeTheSdks_IsNotFlagged(string marked)
    {
        string source = MarkedText.Unmark($"using {LookAlikes.Namespace};\n{marked}", out _);
        CSharpCompilation compilation = GeneratorHarness.Compile(GeneratorHarness.CSharp14, source, LookAlikes.Source);
        Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), static diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error);
        Assert.Empty(await AnalyzeAsync(source, LookAlikes.Source));
    }

    /// <summary>The rest of the declarations' rules take a file of shapes, another version of C# or another generator: their own tests have places and look-alikes.</summary>
    [Fact]
    public void Mistakes_AreOfEveryRuleOfDeclarations()
    {
        string[] rules =
        [
            .. Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics)
                .Select(static rule => rule.Id)
                .Where(static id => string.CompareOrdinal(id, DiagnosticIds.ChangedShape) < 0 && id != DiagnosticIds.OldLanguageVersion)
                .Order(StringComparer.Ordinal),
        ];
        Assert.Equal(rules.Where(static id => id != DiagnosticIds.MissedByGenerator), Mistakes.Select(static row => row.Data.Item1));
    }

    private static async Task<Diagnostic[]> AnalyzeAsync(params string[] sources)
    {
        GeneratorHarness.Driver().RunGeneratorsAndUpdateCompilation(
            GeneratorHarness.Compile(GeneratorHarness.CSharp14, sources), out Compilation compilation, out _, TestContext.Current.CancellationToken);
        ImmutableArray<Diagnostic> found = await compilation
            .WithAnalyzers([.. Analyzers])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
    }
}
