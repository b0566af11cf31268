using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>What points into the memory of a lease.</summary>
internal static class LeaseMemory
{
    /// <summary>The value, its member or a slice of it: all that still points into the lease.</summary>
    /// <param name="value">The leased value, or a local that holds it.</param>
    public static IOperation WholeOf(IOperation value)
    {
        IOperation whole = value;
        while (whole.ParentBeyondConversions() is { } outer
            && (outer is IMemberReferenceOperation { Instance: { } instance } and not IMethodReferenceOperation && instance.Unconverted() == whole
                || outer is IInvocationOperation { TargetMethod.Name: "Slice", Instance: { } sliced } && sliced.Unconverted() == whole)
            && IsIn(outer.Type))
        {
            whole = outer;
        }

        return whole;
    }

    /// <summary>Whether a type is memory, or an object with a member that is.</summary>
    /// <param name="type">The type.</param>
    public static bool IsIn(ITypeSymbol? type)
    {
        return IsMemory(type) || (type?.SpecialType == SpecialType.None && type.GetMembers().Any(static member => member switch
        {
            IFieldSymbol { IsStatic: false } field => IsMemory(field.Type),
            IPropertySymbol { IsStatic: false } property => IsMemory(property.Type),
            _ => false,
        }));
    }

    private static bool IsMemory(ITypeSymbol? type)
    {
        return type is INamedTypeSymbol
        {
            Name: "ReadOnlyMemory" or "Memory",
            TypeArguments.Length: 1,
            ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
        };
    }
}
