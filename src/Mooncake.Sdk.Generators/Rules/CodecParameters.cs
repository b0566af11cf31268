using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>The type parameters of a stored type whose values need a codec, and what the codec's parameters are called.</summary>
internal sealed class CodecParameters
{
    private readonly List<(ITypeParameterSymbol Parameter, string Codec)> _names = [];

    /// <summary>Names the parameters: after the type parameter, and unlike any other that can be seen there.</summary>
    /// <param name="type">The stored type.</param>
    public CodecParameters(INamedTypeSymbol type)
    {
        HashSet<string> taken = [.. LevelsOf(type).SelectMany(static level => level.TypeParameters).Select(static parameter => parameter.Name)];
        foreach (ITypeParameterSymbol parameter in LevelsOf(type).SelectMany(static level => level.TypeParameters).Where(HasCodec))
        {
            string name = parameter.Name + "Codec";
            while (!taken.Add(name))
            {
                name += "_";
            }

            _names.Add((parameter, name));
        }
    }

    /// <summary>The type parameters with the names of their codecs, those of containing types first.</summary>
    public IReadOnlyList<(ITypeParameterSymbol Parameter, string Codec)> All => _names;

    /// <summary>The name of a type parameter's codec, or null if it has none.</summary>
    /// <param name="parameter">The type parameter.</param>
    public string? Find(ITypeParameterSymbol parameter) =>
        _names.Find(other => SymbolEqualityComparer.Default.Equals(other.Parameter, parameter)).Codec;

    /// <summary>The type arguments that the codec of a stored type takes codecs for, in the order of <see cref="All"/>.</summary>
    /// <param name="type">The type; its definition has its own parameters as arguments.</param>
    public static IReadOnlyList<ITypeSymbol> ArgumentsOf(INamedTypeSymbol type) =>
        [.. LevelsOf(type).SelectMany(static level => level.TypeArguments.Where((_, i) => HasCodec(level.TypeParameters[i])))];

    // What may be a ref struct can be no member's type, and no codec's.
    private static bool HasCodec(ITypeParameterSymbol parameter) => !parameter.AllowsRefLikeType;

    private static Stack<INamedTypeSymbol> LevelsOf(INamedTypeSymbol type)
    {
        Stack<INamedTypeSymbol> levels = new();
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            levels.Push(level);
        }

        return levels;
    }
}
