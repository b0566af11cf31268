namespace Mooncake.Sdk.Generators.Diagnostics;

/// <content>Types that MemoryPack serializes. MOON0110 was a rule about them once, and is not used again.</content>
internal static partial class DiagnosticIds
{
    /// <summary>An attribute speaks to the serializer that does not serialize the type.</summary>
    public const string OtherSerializersAttribute = "MOON0112";

    /// <summary>MemoryPack reads bytes that no checksum protects.</summary>
    public const string UnprotectedPackedBytes = "MOON0113";

    /// <summary>A stored type is a member's type, and MemoryPack is not told to take it.</summary>
    public const string UnallowedStoredMember = "MOON0114";
}
