using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>Reads back what was emitted for a type, for rules that compare it with the type as the finished project has it.</summary>
internal static class EmittedCode
{
    private const string WritingMethod = "TryWrite";
    private const string Value = "value";

    /// <summary>The codec that was emitted into a type, or null.</summary>
    /// <param name="type">A stored type.</param>
    public static INamedTypeSymbol? FindCodec(INamedTypeSymbol type) =>
        type.GetTypeMembers(StoreTypeNames.EmittedCodec).FirstOrDefault(TakenNames.IsEmitted);

    /// <summary>True if the key beside a type was emitted.</summary>
    /// <param name="type">A stored type.</param>
    /// <param name="keyStruct">The key's name.</param>
    public static bool HasKey(INamedTypeSymbol type, string keyStruct)
    {
        INamespaceOrTypeSymbol around = type.ContainingType is { } container ? container : type.ContainingNamespace;
        return around.GetTypeMembers(keyStruct, arity: 0).Any(TakenNames.IsEmitted);
    }

    /// <summary>True if a codec was emitted in a file of a text. The file's head does not count: it is the same for all.</summary>
    /// <param name="codec">An emitted codec.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static bool IsText(INamedTypeSymbol codec, string text, CancellationToken cancellationToken) =>
        codec.DeclaringSyntaxReferences.Any(
            reference => BodyOf(reference.SyntaxTree.GetText(cancellationToken).ToString()) == BodyOf(text));

    /// <summary>True if a codec was emitted in a file that contains a text.</summary>
    /// <param name="codec">An emitted codec.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static bool Contains(INamedTypeSymbol codec, string text, CancellationToken cancellationToken) =>
        codec.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree.GetText(cancellationToken).ToString().Contains(text));

    /// <summary>The members that a codec writes, by their escaped names.</summary>
    /// <param name="codec">An emitted codec of an object.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ISet<string> MembersWrittenBy(INamedTypeSymbol codec, CancellationToken cancellationToken)
    {
        HashSet<string> names = [];
        foreach (SyntaxReference reference in codec.DeclaringSyntaxReferences)
        {
            IEnumerable<MemberAccessExpressionSyntax> accesses = ((TypeDeclarationSyntax)reference.GetSyntax(cancellationToken)).Members
                .OfType<MethodDeclarationSyntax>()
                .Where(static method => method.Identifier.ValueText == WritingMethod)
                .SelectMany(static method => method.DescendantNodes())
                .OfType<MemberAccessExpressionSyntax>();
            names.UnionWith(accesses
                .Where(static access => access.Expression is IdentifierNameSyntax { Identifier.ValueText: Value })
                .Select(static access => access.Name.Identifier.Text));
        }

        return names;
    }

    private static string BodyOf(string text) => text.Substring(text.IndexOf("#nullable", StringComparison.Ordinal));
}
