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
    private const string LookAlikes = """
        namespace Look.Alike
        {
            using System;
            public enum StoreLayout { Sequential, Explicit, VersionTolerant }
            [AttributeUsage(AttributeTargets.All)] public sealed class StoreKeyAttribute(string template) : Attribute { public string Template => template; public string? Set { get; set; } }
            [AttributeUsage(AttributeTargets.All)] public sealed class StoreObjectAttribute(StoreLayout layout = default) : Attribute { public StoreLayout Layout => layout; }
            [AttributeUsage(AttributeTargets.All, AllowMultiple = true)] public sealed class StoreUnionAttribute(ushort tag, Type type) : Attribute { public object Entry => (tag, type); }
            [AttributeUsage(AttributeTargets.All)] public sealed class StoreOrderAttribute(int order) : Attribute { public int Order => order; }
            [AttributeUsage(AttributeTargets.All)] public sealed class StoreIgnoreAttribute : Attribute;
        }
        """;

    private static readonly DiagnosticAnalyzer[] Analyzers =
    [
        .. typeof(DiagnosticDescriptors).Assembly.GetTypes()
            .Where(static type => type.IsAssignableTo(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>The rule, and a file with its mistake between <c>[|</c> and <c>|]</c>.</summary>
    public static TheoryData<string, string> Mistakes => new()
    {
        { DiagnosticIds.NotPartial, "[StoreObject] public class [|T|];" },
        { DiagnosticIds.ImpossibleTarget, "[StoreKey(\"k/{Id}\")] public partial record [|T|]<V>(int Id, V Value);" },
        { DiagnosticIds.InaccessibleSet, "public partial class Outer { [StoreKey(\"k/{Id}\")] private partial record [|T|](int Id); }" },
        { DiagnosticIds.MalformedTemplate, "[StoreKey(\"k/[|{|]Id\")] public partial record T(int Id);" },
        { DiagnosticIds.TemplateWithoutPlaceholder, "[StoreKey([|\"config\"|])] public partial record T(int Id);" },
        { DiagnosticIds.AdjacentPlaceholders, "[StoreKey(\"k/{A}[|{B}|]\")] public partial record T(int A, int B);" },
        { DiagnosticIds.AmbiguousLiteral, "[StoreKey(\"k/{A:x4}[|f|]/{B}\")] public partial record T(int A, int B);" },
        { DiagnosticIds.CommaInTemplate, "[StoreKey(\"k[|,|]{Id}\")] public partial record T(int Id);" },
        { DiagnosticIds.TemplateTooLong, $"[StoreKey([|\"{new string('k', 65_536)}/{{Id}}\"|])] public partial record T(int Id);" },
        { DiagnosticIds.UnknownPlaceholder, "[StoreKey(\"k/{[|Di|]}\")] public partial record T(int Id);" },
        { DiagnosticIds.UnusableKeyMember, "[StoreKey(\"k/{[|Id|]}\")] public partial class T { internal int Id { get; init; } }" },
        { DiagnosticIds.UnsupportedKeyType, "[StoreKey(\"k/{[|Id|]}\")] public partial record T(double Id);" },
        { DiagnosticIds.UnsupportedKeyFormat, "[StoreKey(\"k/{Id[|:N0|]}\")] public partial record T(int Id);" },
        { DiagnosticIds.MutableKeyMember, "[StoreKey(\"k/{Id}\")] public partial class T { public int [|Id|] { get; set; } }" },
        { DiagnosticIds.OverlappingTemplates, "[StoreKey(\"k/{Id}\")] public partial record T(int Id); [StoreKey([|\"k/{Id}\"|])] public partial record U(string Id);" },
        { DiagnosticIds.InvalidSetName, "[StoreKey(\"k/{Id}\", Set = [|\"all of them\"|])] public partial record T(int Id);" },
        { DiagnosticIds.ClashingSetName, "[StoreKey(\"k/{Id}\", Set = [|\"Raw\"|])] public partial record T(int Id);" },
        { DiagnosticIds.UnstoredKeyMember, "[StoreKey(\"k/{[|Id|]}\")] public partial class T { [StoreIgnore] public int Id { get; init; } }" },
        { DiagnosticIds.UnsupportedMemberType, "[StoreObject] public partial class T { public object? [|Value|] { get; set; } }" },
        { DiagnosticIds.UnserializableType, "[StoreObject] public abstract partial class [|T|];" },
        { DiagnosticIds.InvalidUnionCase, "[[|StoreUnion(0, typeof(string))|]] public partial interface T;" },
        { DiagnosticIds.InvalidMemberOrder, "[StoreObject(StoreLayout.Explicit)] public partial class T { [StoreOrder(1)] public int [|A|]; }" },
        { DiagnosticIds.UnstatedTolerantOrder, "[StoreObject(StoreLayout.VersionTolerant)] public partial class [|T|] { public int A; }" },
        { DiagnosticIds.LostMember, "[StoreObject] public partial class T { public int [|A|] { get; } }" },
        { DiagnosticIds.UnlistedUnionCase, "[StoreUnion(0, typeof(C))] public partial interface T; [StoreObject] public partial class C : T; [StoreObject] public partial class [|D|] : T;" },
        { DiagnosticIds.AmbiguousOrder, "[StoreObject] public partial class T { public int A; public int B; [StoreOrder(0)] public int [|C|]; }" },
        { DiagnosticIds.IneffectiveAttribute, "[StoreObject] public partial struct T { public int A; [[|StoreIgnore|]] public int B; }" },
    };

    /// <summary>The files alone.</summary>
    public static TheoryData<string> Files => [.. Mistakes.Select(static row => row.Data.Item2)];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Mistake_IsToldByItsRuleAloneAndAtItsPlace(string id, string marked)
    {
        string source = UseHarness.Unmark("using Mooncake;\n" + marked, out string[] places);
        Diagnostic[] found = await AnalyzeAsync(source);
        Assert.Equal(places.Select(place => $"{id} {place}"), found.Select(diagnostic => $"{diagnostic.Id} {UseHarness.Describe(diagnostic, source)}"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Mistake_UnderAttributesThatOnlyLookLikeTheSdks_IsNotFlagged(string marked)
    {
        string source = UseHarness.Unmark("using Look.Alike;\n" + marked, out _);
        CSharpCompilation compilation = GeneratorHarness.Compile(GeneratorHarness.CSharp14, source, LookAlikes);
        Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), static diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error);
        Assert.Empty(await AnalyzeAsync(source, LookAlikes));
    }

    /// <summary>The rest of the declarations' rules take a package or a file of shapes, whose look-alikes their own tests have.</summary>
    [Fact]
    public void Mistakes_AreOfEveryRuleOfDeclarations()
    {
        string[] rules =
        [
            .. Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics)
                .Select(static rule => rule.Id)
                .Where(static id => string.CompareOrdinal(id, DiagnosticIds.UnusableMemoryPack) < 0)
                .Order(StringComparer.Ordinal),
        ];
        Assert.Equal(rules, Mistakes.Select(static row => row.Data.Item1));
    }

    private static async Task<Diagnostic[]> AnalyzeAsync(params string[] sources)
    {
        ImmutableArray<Diagnostic> found = await GeneratorHarness.Compile(GeneratorHarness.CSharp14, sources)
            .WithAnalyzers([.. Analyzers])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
    }
}
