using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mooncake.Sdk.Generators.Emission;

namespace Mooncake.Sdk.Generators.Model;

/// <summary>Where a type is declared, as a value: enough to write a further partial part of it.</summary>
/// <param name="Namespace">The namespace with dots, escaped; empty for the global one.</param>
/// <param name="Declarations">From the outermost containing type to the type itself.</param>
/// <param name="FileStem">What the names of files emitted for it begin with: see <see cref="FileStems"/>.</param>
internal sealed record TypeScope(string Namespace, EquatableArray<TypeDeclaration> Declarations, string FileStem)
{
    /// <summary>Describes where a type is declared.</summary>
    /// <param name="type">A type declared in source.</param>
    public static TypeScope Of(INamedTypeSymbol type)
    {
        List<TypeDeclaration> declarations = [];
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            declarations.Insert(0, new TypeDeclaration(KeywordOf(level), NameOf(level)));
        }

        return new TypeScope(NamespaceOf(type), declarations.ToEquatableArray(), FileStems.Of(type));
    }

    /// <summary>The namespace of a type, with dots, escaped; empty for the global one.</summary>
    /// <param name="type">The type.</param>
    public static string NamespaceOf(INamedTypeSymbol type)
    {
        return type.ContainingNamespace.IsGlobalNamespace ? "" : string.Join(".", PartsOf(type.ContainingNamespace).Select(Escape));
    }

    /// <summary>True if the type and everything around it is declared <c>partial</c>, so that a part can be added.</summary>
    /// <param name="type">A type declared in source.</param>
    public static bool IsExtensible(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            if (!IsPartial(level) || level.IsFileLocal || !CompleteDeclarations.Contains(level))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True if a type itself is declared <c>partial</c>.</summary>
    /// <param name="type">A type declared in source.</param>
    public static bool IsPartial(INamedTypeSymbol type)
    {
        return type.DeclaringSyntaxReferences.Any(static reference =>
            reference.GetSyntax() is TypeDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword));
    }

    /// <summary>An identifier as it may stand in C# text: keywords get their <c>@</c>.</summary>
    /// <param name="identifier">The name.</param>
    public static string Escape(string identifier)
    {
        bool isKeyword = SyntaxFacts.GetKeywordKind(identifier) != SyntaxKind.None
            || SyntaxFacts.GetContextualKeywordKind(identifier) != SyntaxKind.None;
        return isKeyword ? "@" + identifier : identifier;
    }

    /// <summary>Opens the namespace and the containing types, and the type itself with a list of further base types.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="baseTypes">Interfaces that the part adds, separated by commas; empty for none.</param>
    public void Open(SourceWriter writer, string baseTypes)
    {
        if (Namespace.Length > 0)
        {
            writer.Open("namespace " + Namespace);
        }

        for (int i = 0; i < Declarations.Count; i++)
        {
            bool isTarget = i == Declarations.Count - 1;
            string bases = isTarget && baseTypes.Length > 0 ? " : " + baseTypes : "";
            writer.Open($"partial {Declarations[i].Keyword} {Declarations[i].Name}{bases}");
        }
    }

    /// <summary>Closes what <see cref="Open"/> opened.</summary>
    /// <param name="writer">Where to.</param>
    public void Close(SourceWriter writer)
    {
        int blocks = Declarations.Count + (Namespace.Length > 0 ? 1 : 0);
        for (int i = 0; i < blocks; i++)
        {
            writer.Close();
        }
    }

    private static IEnumerable<string> PartsOf(INamespaceSymbol space)
    {
        return space.ContainingNamespace.IsGlobalNamespace ? [space.Name] : PartsOf(space.ContainingNamespace).Append(space.Name);
    }

    private static string KeywordOf(INamedTypeSymbol type)
    {
        return type switch
        {
            { TypeKind: TypeKind.Interface } => "interface",
            { IsRecord: true, IsValueType: true } => "record struct",
            { IsRecord: true } => "record",
            { IsValueType: true } => "struct",
            _ => "class",
        };
    }

    private static string NameOf(INamedTypeSymbol type)
    {
        string name = Escape(type.Name);
        return type.TypeParameters.IsEmpty
            ? name
            : $"{name}<{string.Join(", ", type.TypeParameters.Select(static parameter => Escape(parameter.Name)))}>";
    }
}
