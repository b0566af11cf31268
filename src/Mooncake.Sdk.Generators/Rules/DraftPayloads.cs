using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Objects.Parsing;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>
/// Finds the member of a stored type that a draft holds in registered memory: the only <c>Memory</c> or <c>ReadOnlyMemory</c> of plain
/// values, or the only array of them if there is no such memory.
/// </summary>
internal static class DraftPayloads
{
    /// <summary>Finds the member.</summary>
    /// <param name="type">The stored type.</param>
    /// <param name="members">The types of its stored members, null for those that are computed.</param>
    /// <param name="types">Finds codecs.</param>
    /// <param name="candidates">The members that it could be, by their positions.</param>
    /// <returns>The member, or null if there is none or there are several.</returns>
    public static PayloadModel? Find(
        INamedTypeSymbol type, IReadOnlyList<ITypeSymbol?> members, SerializableTypes types, out IReadOnlyList<int> candidates)
    {
        List<PayloadModel> found = [];
        for (int i = 0; i < members.Count; i++)
        {
            if (ElementOf(members[i]) is { } element
                && types.FindCodec(element, isUtf16: false) is { Image: not null } codec
                && (codec.IsRaw || codec.Size == 0)
                && !ObsoleteErrors.ConcernType(element)
                && IsAsVisible(element, type))
            {
                found.Add(new PayloadModel(i, SymbolText.Of(element), codec.Text, members[i] is IArrayTypeSymbol));
            }
        }

        List<PayloadModel> memories = found.FindAll(static payload => !payload.IsArray);
        List<PayloadModel> chosen = memories.Count > 0 ? memories : found;
        candidates = [.. chosen.Select(static payload => payload.Member)];
        return chosen.Count == 1 ? chosen[0] : null;
    }

    /// <summary>Says why there are no drafts of a type.</summary>
    /// <param name="type">A type marked <c>[StoreKey]</c>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The reason, or null if there are drafts, or another rule reports why the type has no serializer.</returns>
    public static string? Explain(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (PackableTypes.IsPacked(type))
        {
            return "MemoryPack serializes it";
        }

        if (ObjectParser.Parse(type, cancellationToken).Model is not { } model || model.Payload is not null)
        {
            return null;
        }

        List<ISymbol> members = model.Kind is ObjectKind.Object or ObjectKind.VersionTolerant ? MemberCollector.Collect(type) : [];
        _ = Find(type, [.. members.Select(MemberCollector.TypeOf)], new SerializableTypes(type), out IReadOnlyList<int> candidates);
        return candidates.Count < 2
            ? "it has no member of type Memory, ReadOnlyMemory or array whose elements are numbers, enums or plain structs"
            : $"several of its members could be the payload: "
                    + $"{string.Join(", ", candidates.Select(position => $"'{members[position].Name}'"))}";
    }

    /// <summary>The type of a member's elements, or null if the member is not an array or memory.</summary>
    private static ITypeSymbol? ElementOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { Arity: 1 } named when SymbolText.DefinitionOf(named) is "System.Memory`1" or "System.ReadOnlyMemory`1" =>
            named.TypeArguments[0],
        _ => null,
    };

    // The methods that create drafts name the type of the elements.
    private static bool IsAsVisible(ITypeSymbol element, INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = element as INamedTypeSymbol; level is not null; level = level.ContainingType)
        {
            bool isSeen = level.DeclaredAccessibility == Accessibility.Public
                || (level.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedOrInternal && !IsPublic(type));
            if (!isSeen || !level.TypeArguments.All(argument => IsAsVisible(argument, type)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPublic(INamedTypeSymbol? type) =>
        type is null || (type.DeclaredAccessibility == Accessibility.Public && IsPublic(type.ContainingType));
}
