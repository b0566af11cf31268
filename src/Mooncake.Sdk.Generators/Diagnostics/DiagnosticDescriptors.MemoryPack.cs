using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Diagnostics;

/// <content>Types that MemoryPack serializes.</content>
internal static partial class DiagnosticDescriptors
{
    /// <summary>See docs/rules/MOON0112.md.</summary>
    public static readonly DiagnosticDescriptor OtherSerializersAttribute = Warning(
        DiagnosticIds.OtherSerializersAttribute,
        DeclarationCategory,
        "Attribute belongs to the other serializer",
        "{0} has no effect, because '{1}' is {2}; {3}");

    /// <summary>See docs/rules/MOON0113.md.</summary>
    public static readonly DiagnosticDescriptor UnprotectedPackedBytes = Error(
        DiagnosticIds.UnprotectedPackedBytes,
        DeclarationCategory,
        "MemoryPack reads bytes that no checksum protects",
        "MemoryPack trusts the bytes of '{0}', but {1}, so reading such objects fails; "
            + "use StoreIntegrity.Checksum, or leave [MemoryPackable] out");

    /// <summary>See docs/rules/MOON0114.md.</summary>
    public static readonly DiagnosticDescriptor UnallowedStoredMember = Warning(
        DiagnosticIds.UnallowedStoredMember,
        DeclarationCategory,
        "MemoryPack rejects a member of a stored type",
        "MemoryPack rejects member '{0}' of '{1}', because it does not recognize the formatter of '{2}'; add [MemoryPackAllowSerialize]");
}
