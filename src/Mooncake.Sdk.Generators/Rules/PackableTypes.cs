using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>Says which types MemoryPack serializes, and in which form. Attributes alone decide.</summary>
internal static class PackableTypes
{
    /// <summary>
    /// True if MemoryPack serializes a type. A struct without references is its memory to both serializers, whatever its attributes say;
    /// the
    /// emitted code for it stays, because it has a fixed size and writes no padding.
    /// </summary>
    /// <param name="type">The type.</param>
    public static bool IsPacked(INamedTypeSymbol type) => IsPackable(type) && !type.IsUnmanagedType;

    /// <summary>True if a type is marked for MemoryPack.</summary>
    /// <param name="type">The type.</param>
    public static bool IsPackable(INamedTypeSymbol type) => SymbolText.HasAttribute(type, MemoryPackNames.Packable);

    /// <summary>The form of a type's bytes.</summary>
    /// <param name="type">A type that is marked for MemoryPack.</param>
    public static PackableForm FormOf(INamedTypeSymbol type)
    {
        PackableForm form = SymbolText.FindAttribute(type, MemoryPackNames.Packable)?.ConstructorArguments
            .Where(static argument => argument.Type is INamedTypeSymbol named && SymbolText.IsNamed(named, MemoryPackNames.GenerateType))
            .Select(static argument => argument.Value is int value ? (PackableForm)value : PackableForm.Object)
            .FirstOrDefault() ?? PackableForm.Object;
        return form == PackableForm.Object && type.IsAbstract ? PackableForm.Union : form;
    }

    /// <summary>The entries of a union, in the order in which they are listed.</summary>
    /// <param name="type">The abstract class or interface.</param>
    public static IEnumerable<(int Tag, INamedTypeSymbol Type)> CasesOf(INamedTypeSymbol type)
    {
        return type.GetAttributes()
            .Where(static attribute => attribute.AttributeClass is { } found && SymbolText.IsNamed(found, MemoryPackNames.Union))
            .Where(static attribute => attribute.ConstructorArguments.Length == 2
                && attribute.ConstructorArguments[0].Value is ushort
                && attribute.ConstructorArguments[1].Value is INamedTypeSymbol)
            .Select(static attribute =>
                ((int)(ushort)attribute.ConstructorArguments[0].Value!, (INamedTypeSymbol)attribute.ConstructorArguments[1].Value!));
    }
}
