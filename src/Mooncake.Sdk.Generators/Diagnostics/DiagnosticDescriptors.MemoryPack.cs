using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Diagnostics;

/// <content>The package MemoryPack as a type's serializer.</content>
internal static partial class DiagnosticDescriptors
{
    /// <summary>See docs/rules/MOON0110.md.</summary>
    public static readonly DiagnosticDescriptor UnusableMemoryPack = Describe(
        DiagnosticIds.UnusableMemoryPack,
        "MemoryPack cannot serialize the type",
        "'{0}' asks for StoreSerializer.MemoryPack, but {1}; change that, or leave Serializer out");
}
