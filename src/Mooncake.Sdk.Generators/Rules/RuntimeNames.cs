using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>The names of types as the runtime gives them, which fingerprints hold for structs whose fields cannot be seen.</summary>
internal static class RuntimeNames
{
    /// <summary>What stands for a size that is known at run time only.</summary>
    public const string UnknownSize = "#?";

    /// <summary>The notation of a struct that is copied as it lies, with a question mark for its size at run time.</summary>
    /// <param name="type">The struct.</param>
    public static string WireOf(INamedTypeSymbol type) => Of(type) + UnknownSize;

    /// <summary>What <c>Type.ToString()</c> gives; a type parameter is an exclamation mark and its position.</summary>
    /// <param name="type">The type.</param>
    public static string Of(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => "!" + PositionOf(parameter).ToString(CultureInfo.InvariantCulture),
        IArrayTypeSymbol array => $"{Of(array.ElementType)}[{new string(',', array.Rank - 1)}]",
        IPointerTypeSymbol pointer => Of(pointer.PointedAtType) + "*",
        IDynamicTypeSymbol => "System.Object",
        INamedTypeSymbol named => OfNamed(named),
        _ => type.Name,
    };

    /// <summary>A type's name in metadata with its namespace and the types around it, without type arguments.</summary>
    /// <param name="type">The type.</param>
    public static string MetadataNameOf(INamedTypeSymbol type)
    {
        StringBuilder name = new(type.MetadataName);
        for (INamedTypeSymbol? level = type.ContainingType; level is not null; level = level.ContainingType)
        {
            name.Insert(0, level.MetadataName + "+");
        }

        return type.ContainingNamespace.IsGlobalNamespace
            ? name.ToString()
            : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat).Replace("@", "") + "." + name;
    }

    private static string OfNamed(INamedTypeSymbol type)
    {
        List<ITypeSymbol> arguments = [.. type.TypeArguments];
        for (INamedTypeSymbol? level = type.ContainingType; level is not null; level = level.ContainingType)
        {
            arguments.InsertRange(0, level.TypeArguments);
        }

        string name = MetadataNameOf(type);
        return arguments.Count == 0 ? name : $"{name}[{string.Join(",", arguments.Select(Of))}]";
    }

    // Counted through the types around it, as the parameters of an emitted codec are.
    private static int PositionOf(ITypeParameterSymbol parameter)
    {
        int position = parameter.Ordinal;
        for (INamedTypeSymbol? level = parameter.ContainingType?.ContainingType; level is not null; level = level.ContainingType)
        {
            position += level.Arity;
        }

        return position;
    }
}
