using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Records;

/// <summary>Calls of emitted methods have one meaning, whatever types the parts of the key have.</summary>
public class SetMethodOverloadTests
{
    private const string Row = "[StoreKey(\"t/{Tenant}/{Hot}/{Id}\")] public partial record Row(string Tenant, bool Hot, int Id);";
    private const string Flags = "[StoreKey(\"{A}/{B}/{C}\")] public partial record Row(bool A, bool B, bool C);";
    private const string Numbers = "[StoreKey(\"n/{A}/{B}/{C}\")] public partial record Row(long A, int B, byte C);";
    private const string Enums = "public enum Heat { Cold, Hot } [StoreKey(\"e/{A}/{B:G}/{C}\")] public partial record Row(Heat A, Heat B, System.Guid C);";
    private const string Options = "[StoreKey(\"o/{Options}/{CancellationToken}/{Force}\")] public partial record Row(bool Options, bool CancellationToken, bool Force);";

    [Theory]
    [InlineData(Row, "RemoveByPrefixAsync(\"a\", true)", "tenant, hot, options, cancellationToken")]
    [InlineData(Row, "RemoveByPrefixAsync(\"a\", hot: false)", "tenant, hot, options, cancellationToken")]
    [InlineData(Row, "RemoveByPrefixAsync(\"a\")", "tenant, options, cancellationToken")]
    [InlineData(Row, "RemoveByPrefixAsync(\"a\", null, token)", "tenant, options, cancellationToken")]
    [InlineData(Row, "RemoveByPrefixAsync(\"a\", cancellationToken: token)", "tenant, options, cancellationToken")]
    [InlineData(Row, "RemoveByPrefixAsync(\"a\", RemoveOptions.Forced)", "tenant, options, cancellationToken")]
    [InlineData(Row, "RemoveByPrefixAsync(\"a\", options: new() { Force = true })", "tenant, options, cancellationToken")]
    [InlineData(Row, "RemoveByPrefixAsync(\"a\", true, RemoveOptions.Forced, token)", "tenant, hot, options, cancellationToken")]
    [InlineData(Row, "RemoveAllAsync()", "options, cancellationToken")]
    [InlineData(Row, "RemoveAllAsync(RemoveOptions.Forced)", "options, cancellationToken")]
    [InlineData(Row, "RemoveAllAsync(cancellationToken: token)", "options, cancellationToken")]
    [InlineData(Row, "RemoveAsync(\"a\", true, 1)", "tenant, hot, id, options, cancellationToken")]
    [InlineData(Row, "RemoveAsync(\"a\", true, 1, cancellationToken: token)", "tenant, hot, id, options, cancellationToken")]
    [InlineData(Row, "RemoveAsync(\"a\", true, 1, RemoveOptions.Waiting)", "tenant, hot, id, options, cancellationToken")]
    [InlineData(Row, "GetAsync(\"a\", true, 1)", "tenant, hot, id, cancellationToken")]
    [InlineData(Row, "GetLeaseAsync(\"a\", true, 1, token)", "tenant, hot, id, cancellationToken")]
    [InlineData(Row, "ListAsync()", "cancellationToken")]
    [InlineData(Row, "ListAsync(token)", "cancellationToken")]
    [InlineData(Row, "ListAsync(\"a\")", "tenant, cancellationToken")]
    [InlineData(Row, "ListAsync(\"a\", true, token)", "tenant, hot, cancellationToken")]
    [InlineData(Row, "ScanAsync()", "cancellationToken")]
    [InlineData(Row, "ScanAsync(\"a\", true)", "tenant, hot, cancellationToken")]
    [InlineData(Row, "ScanRangeAsync(new(\"a\", true, 1), new(\"b\", true, 1), token)", "from, before, cancellationToken")]
    [InlineData(Row, "FloorAsync(\"a\", true, 1)", "tenant, hot, id, cancellationToken")]
    [InlineData(Row, "FloorAsync(new(\"a\", true, 1))", "key, cancellationToken")]
    [InlineData(Row, "FloorAsync(new(\"a\", true, 1), 2, token)", "key, commonParts, cancellationToken")]
    [InlineData(Numbers, "FloorAsync(0, 0, 0)", "a, b, c, cancellationToken")]
    [InlineData(Row, "CountAsync(\"a\", hot: false)", "tenant, hot, cancellationToken")]
    [InlineData(Row, "SetExpiryAsync(\"a\", true, 1, System.TimeSpan.FromHours(1))", "tenant, hot, id, expiry, cancellationToken")]
    [InlineData(Row, "SetExpiryAsync(\"a\", true, 1, null, token)", "tenant, hot, id, expiry, cancellationToken")]
    [InlineData(Row, "SetExpiryAsync(new RowKey(\"a\", true, 1), null)", "key, expiresAt, cancellationToken")]
    [InlineData(Row, "GetOrCreateAsync(\"a\", true, 1, static (k, t) => new(new Row(k.Tenant, k.Hot, k.Id)))", "tenant, hot, id, factory, options, cancellationToken")]
    [InlineData(Row, "GetOrCreateAsync(\"a\", true, 1, static (k, t) => new(new Row(k.Tenant, k.Hot, k.Id)), new PutOptions())", "tenant, hot, id, factory, options, cancellationToken")]
    [InlineData(Flags, "ListAsync(true)", "a, cancellationToken")]
    [InlineData(Flags, "CountAsync(true, true)", "a, b, cancellationToken")]
    [InlineData(Numbers, "ListAsync(0, 0)", "a, b, cancellationToken")]
    [InlineData(Flags, "RemoveByPrefixAsync(true)", "a, options, cancellationToken")]
    [InlineData(Flags, "RemoveByPrefixAsync(true, true)", "a, b, options, cancellationToken")]
    [InlineData(Flags, "RemoveByPrefixAsync(default(bool), RemoveOptions.Forced)", "a, options, cancellationToken")]
    [InlineData(Flags, "RemoveAsync(true, false, true)", "a, b, c, options, cancellationToken")]
    [InlineData(Flags, "ExistsAsync(true, false, true, token)", "a, b, c, cancellationToken")]
    [InlineData(Numbers, "RemoveByPrefixAsync(0)", "a, options, cancellationToken")]
    [InlineData(Numbers, "RemoveByPrefixAsync(0, 0)", "a, b, options, cancellationToken")]
    [InlineData(Numbers, "RemoveByPrefixAsync('a', 'b', RemoveOptions.Forced)", "a, b, options, cancellationToken")]
    [InlineData(Numbers, "SizeOfAsync(0, 0, 0)", "a, b, c, cancellationToken")]
    [InlineData(Enums, "RemoveByPrefixAsync(0, 0)", "a, b, options, cancellationToken")]
    [InlineData(Enums, "RemoveByPrefixAsync(Heat.Hot, options: null)", "a, options, cancellationToken")]
    [InlineData(Enums, "RemoveAsync(0, Heat.Hot, default(System.Guid), null)", "a, b, c, options, cancellationToken")]
    [InlineData(Options, "RemoveByPrefixAsync(options: true)", "options, options_, cancellationToken_")]
    [InlineData(Options, "RemoveByPrefixAsync(true, cancellationToken: true)", "options, cancellationToken, options_, cancellationToken_")]
    [InlineData(Options, "RemoveByPrefixAsync(true, options_: RemoveOptions.Forced)", "options, options_, cancellationToken_")]
    [InlineData(Options, "RemoveAsync(true, true, true, RemoveOptions.Forced, token)", "options, cancellationToken, force, options_, cancellationToken_")]
    public void Call_OfAnEmittedMethod_MeansOneOverload(string declaration, string call, string parameters)
    {
        GeneratedCode code = GeneratorHarness.Generate("using Mooncake;\n" + declaration, $$"""
            using System.Threading;
            using Mooncake;
            public static class User
            {
                public static object Call(StoreSet<RowKey, Row> set, CancellationToken token) => set.{{call}};
            }
            """);
        SyntaxTree user = code.Compilation.SyntaxTrees.Single(static tree => tree.FilePath == "File1.cs");
        InvocationExpressionSyntax invocation = user.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>().First();
        IMethodSymbol method = (IMethodSymbol)code.Compilation.GetSemanticModel(user).GetSymbolInfo(invocation, TestContext.Current.CancellationToken).Symbol!;
        Assert.Equal(parameters, string.Join(", ", method.Parameters.Select(static parameter => parameter.Name)));
    }

    [Fact]
    public void Parameters_BehindTheParts_AreOfNoTypeThatAPartCanHave()
    {
        Compilation compilation = GeneratorHarness.Generate("using Mooncake;\n" + Row).Compilation;
        IMethodSymbol[] methods =
        [
            .. compilation.GetTypeByMetadataName("RowStoreExtensions")!.GetMembers().OfType<IMethodSymbol>()
                .Where(static method => method is { DeclaredAccessibility: Accessibility.Public, IsExtensionMethod: true }),
        ];
        Assert.NotEmpty(methods);
        string[] types =
        [
            .. methods
                .SelectMany(static method => method.Parameters.Skip(1).Where(static parameter => parameter.Name is not ("tenant" or "hot" or "id")))
                .Select(static parameter => parameter.Type.ToDisplayString(NullableFlowState.None))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        Assert.Equal(
            [
                "Mooncake.PutOptions",
                "Mooncake.RemoveOptions",
                "System.DateTimeOffset?",
                "System.Func<RowKey, System.Threading.CancellationToken, System.Threading.Tasks.ValueTask<Row>>",
                "System.Threading.CancellationToken",
                "System.TimeSpan",
            ],
            types);
    }
}
