using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>
/// A type marked <c>[StoreKey]</c>, its template taken apart, and where in the source each part of it stands. Lives for one look.
/// </summary>
internal sealed class KeyDeclaration
{
    private readonly AttributeSyntax? _syntax;
    private readonly ExpressionSyntax? _expression;
    private readonly int[]? _offsets;

    /// <summary>Looks at a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="attribute">Its <c>[StoreKey]</c>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public KeyDeclaration(INamedTypeSymbol type, AttributeData attribute, CancellationToken cancellationToken)
    {
        Type = type;
        Attribute = attribute;
        Text = attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Primitive, Value: string text } ? text : "";
        Error = KeyTemplate.Parse(Text, out KeyTemplate? template, out int position);
        Template = template;
        ErrorPosition = position;
        _syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;
        _expression = _syntax?.ArgumentList?.Arguments.FirstOrDefault(static argument => argument.NameEquals is null)?.Expression;
        if (_expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal)
        {
            _offsets = LiteralOffsets.Find(literal.Token);
        }
    }

    /// <summary>The type.</summary>
    public INamedTypeSymbol Type { get; }

    /// <summary>The attribute.</summary>
    public AttributeData Attribute { get; }

    /// <summary>The template's text; empty if there is none.</summary>
    public string Text { get; }

    /// <summary>The template, or null if it is not well formed.</summary>
    public KeyTemplate? Template { get; }

    /// <summary>Why there is no template.</summary>
    public KeyTemplateError Error { get; }

    /// <summary>Where in the text the error is.</summary>
    public int ErrorPosition { get; }

    /// <summary>
    /// True if places in the template are places in the source: the template is a literal, not a constant from elsewhere.
    /// </summary>
    public bool HasExactLocations => _offsets is not null;

    /// <summary>The whole template in the source; the attribute or the type where it has none.</summary>
    public Location TemplateLocation => _expression?.GetLocation() ?? _syntax?.GetLocation() ?? Type.Locations[0];

    /// <summary>A placeholder, from brace to brace.</summary>
    /// <param name="part">The placeholder.</param>
    public Location LocationOf(KeyTemplatePart part) => LocationAt(part.Position, EndOf(part) - part.Position);

    /// <summary>The name in a placeholder.</summary>
    /// <param name="part">The placeholder.</param>
    public Location LocationOfName(KeyTemplatePart part) => LocationAt(part.Position + 1, part.Name.Length);

    /// <summary>The format in a placeholder, with its colon.</summary>
    /// <param name="part">A placeholder with a format.</param>
    public Location LocationOfFormat(KeyTemplatePart part) => LocationAt(part.Position + 1 + part.Name.Length, 1 + part.Format.Length);

    /// <summary>Where a placeholder ends in the template's text, behind its brace.</summary>
    /// <param name="part">The placeholder.</param>
    public int EndOf(KeyTemplatePart part) => Text.IndexOf('}', part.Position) + 1;

    /// <summary>A stretch of the template's text; the whole template if it cannot be told where that stands.</summary>
    /// <param name="position">Its start.</param>
    /// <param name="length">Its length in UTF-16 units; what reaches beyond the text is cut off.</param>
    public Location LocationAt(int position, int length)
    {
        if (_offsets is null || _expression is null)
        {
            return TemplateLocation;
        }

        int start = Math.Min(position, Text.Length);
        int end = Math.Min(start + length, Text.Length);
        return Location.Create(_expression.SyntaxTree, TextSpan.FromBounds(_offsets[start], _offsets[end]));
    }

    /// <summary>The value given to a named argument of the attribute; the type's name where it is not given.</summary>
    /// <param name="name">The property's name.</param>
    public Location LocationOfArgument(string name)
    {
        return _syntax?.ArgumentList?.Arguments.FirstOrDefault(
            argument => argument.NameEquals?.Name.Identifier.ValueText == name)?.Expression.GetLocation()
            ?? Type.Locations[0];
    }
}
