using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mooncake.Sdk.Generators.Tests.Harness;

/// <summary>What the tests of rules hold findings against.</summary>
public class MarkedTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("[|a|]", "a", "(1,1)-(1,2): a")]
    [InlineData("x [[|a|]] [|b|]", "x [a] b", "(1,4)-(1,5): a", "(1,7)-(1,8): b")]
    [InlineData("x\r\n\r\n  [|a b|]\t\n", "x\r\n\r\n  a b\t\n", "(3,3)-(3,6): a b")]
    [InlineData("x [|a\nb|]", "x a\nb", "(1,3)-(2,2): a\nb")]
    public void Text_WithMarks_IsToldByLineAndColumn(string marked, string text, params string[] places)
    {
        Assert.Equal(text, MarkedText.Unmark(marked, out string[] expected));
        Assert.Equal(places, expected);
    }

    [Fact]
    public void Location_InAFile_IsToldAsMarksAre()
    {
        string source = MarkedText.Unmark("// First.\r\n  class [|@class|];", out string[] expected);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken);
        SyntaxToken name = tree.GetRoot(TestContext.Current.CancellationToken).DescendantTokens().Single(static token => token.IsKind(SyntaxKind.IdentifierToken));
        Assert.Equal(Assert.Single(expected), MarkedText.Describe(name.GetLocation(), source));
    }

    [Theory]
    [InlineData(DiagnosticSeverity.Error, ReportDiagnostic.Warn, "error X1")]
    [InlineData(DiagnosticSeverity.Warning, ReportDiagnostic.Error, "warning X1")]
    public void Finding_WhoseSeverityAProjectChanges_IsToldByTheRules(DiagnosticSeverity severity, ReportDiagnostic project, string told)
    {
        Diagnostic finding = Diagnostic.Create(new DiagnosticDescriptor("X1", "T", "M", "C", severity, isEnabledByDefault: true), Location.None);
        CSharpCompilationOptions options = GeneratorHarness.CompilationOptions.WithSpecificDiagnosticOptions([KeyValuePair.Create("X1", project)]);
        CSharpCompilation compilation = GeneratorHarness.Compile(GeneratorHarness.CSharp14).WithOptions(options);
        Diagnostic effective = Assert.Single(CompilationWithAnalyzers.GetEffectiveDiagnostics([finding], compilation));
        Assert.NotEqual(severity, effective.Severity);
        Assert.Equal(told, MarkedText.RuleOf(effective));
    }
}
