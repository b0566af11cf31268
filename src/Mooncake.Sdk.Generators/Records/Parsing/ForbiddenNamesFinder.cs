using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Records.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Records.Parsing;

/// <summary>Finds what the code emitted for a record names that only obsolete code may name.</summary>
internal static class ForbiddenNamesFinder
{
    /// <summary>Looks at a record, its key's members and their types.</summary>
    /// <param name="type">The record.</param>
    /// <param name="names">What the generated code is called.</param>
    /// <param name="template">The key template.</param>
    public static ForbiddenNames Find(INamedTypeSymbol type, RecordNames names, KeyTemplateModel template)
    {
        bool inParts = false;
        bool inMembers = false;
        foreach (KeyPartModel part in template.Parts)
        {
            if (StoreKeyTargetRules.FindMember(type, part.Name, out ITypeSymbol? partType) is { } member)
            {
                inMembers |= ObsoleteErrors.ConcernAccess(member);
                inParts |= partType is not null && ObsoleteErrors.ConcernType(partType);
            }
        }

        // The user may add parts to the key and to the extensions, and have marked them there.
        INamespaceOrTypeSymbol around = type.ContainingType is { } container ? container : type.ContainingNamespace;
        return new ForbiddenNames(
            inParts && !IsObsolete(around, names.KeyStruct),
            ObsoleteErrors.IsMarked(type),
            inMembers,
            (inParts || ObsoleteErrors.ConcernType(type)) && !IsObsolete(type.ContainingNamespace, names.Extensions));
    }

    private static bool IsObsolete(INamespaceOrTypeSymbol around, string name) =>
        around.GetTypeMembers(name, arity: 0).Any(ObsoleteErrors.IsObsolete);
}
