using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Diagnostics;

/// <content>Stored shapes and the file that lists them.</content>
internal static partial class DiagnosticDescriptors
{
    /// <summary>See docs/rules/MOON0120.md.</summary>
    public static readonly DiagnosticDescriptor ChangedShape = Warning(
        DiagnosticIds.ChangedShape,
        DeclarationCategory,
        "Stored shape differs from StoreShapes.txt",
        "The shape of '{0}' no longer matches StoreShapes.txt: {1}; {2}give the new shape its own type and key template, or accept it in the file if no stored object is left");

    /// <summary>See docs/rules/MOON0121.md.</summary>
    public static readonly DiagnosticDescriptor OutgrownShape = Warning(
        DiagnosticIds.OutgrownShape,
        DeclarationCategory,
        "Stored shape has grown since StoreShapes.txt was written",
        "The shape of '{0}' has grown since StoreShapes.txt was written: {1}; stored objects stay readable, so update the line");

    /// <summary>See docs/rules/MOON0122.md.</summary>
    public static readonly DiagnosticDescriptor UnlistedShape = Warning(
        DiagnosticIds.UnlistedShape,
        DeclarationCategory,
        "Stored shape is not in StoreShapes.txt",
        "StoreShapes.txt does not list '{0}', so a change of its shape would go unnoticed; add the line '{1}'");

    /// <summary>See docs/rules/MOON0123.md.</summary>
    public static readonly DiagnosticDescriptor StaleShapeLine = Warning(
        DiagnosticIds.StaleShapeLine,
        DeclarationCategory,
        "Line in StoreShapes.txt matches no type",
        "'{0}' is not a stored type of this project; put in the new name if the type was renamed, or remove the line if no stored object is left");

    /// <summary>See docs/rules/MOON0124.md.</summary>
    public static readonly DiagnosticDescriptor MalformedShapeLine = Warning(
        DiagnosticIds.MalformedShapeLine,
        DeclarationCategory,
        "Line in StoreShapes.txt is not a shape",
        "The line of '{0}' is not a valid shape: {1}");
}
