using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Diagnostics;

/// <content>Stored shapes and the file that lists them.</content>
internal static partial class DiagnosticDescriptors
{
    /// <summary>See docs/rules/MOON0120.md.</summary>
    public static readonly DiagnosticDescriptor ChangedShape = Warning(
        DiagnosticIds.ChangedShape,
        DeclarationCategory,
        "Stored shape is not the one on file",
        "Stored objects of '{0}' are not what StoreShapes.txt says any more: {1}; {2}give the new shape a type and a key template of its own, or accept it in the file if no stored object is left");

    /// <summary>See docs/rules/MOON0121.md.</summary>
    public static readonly DiagnosticDescriptor OutgrownShape = Warning(
        DiagnosticIds.OutgrownShape,
        DeclarationCategory,
        "Stored shape has grown beyond the one on file",
        "The shape of '{0}' has grown since StoreShapes.txt was written: {1}; what is stored stays readable, so update the line, for the next change to be compared with this shape");

    /// <summary>See docs/rules/MOON0122.md.</summary>
    public static readonly DiagnosticDescriptor UnlistedShape = Warning(
        DiagnosticIds.UnlistedShape,
        DeclarationCategory,
        "Stored shape is not on file",
        "StoreShapes.txt does not list '{0}', so that a change of its shape would go unnoticed; add the line '{1}'");

    /// <summary>See docs/rules/MOON0123.md.</summary>
    public static readonly DiagnosticDescriptor StaleShapeLine = Warning(
        DiagnosticIds.StaleShapeLine,
        DeclarationCategory,
        "Shape on file belongs to no type",
        "'{0}' is no stored type of this project; write the new name if the type was renamed, or remove the line if no stored object is left");

    /// <summary>See docs/rules/MOON0124.md.</summary>
    public static readonly DiagnosticDescriptor MalformedShapeLine = Warning(
        DiagnosticIds.MalformedShapeLine,
        DeclarationCategory,
        "Line of the shape file is not a shape",
        "The line of '{0}' is not the shape of a type: {1}");
}
