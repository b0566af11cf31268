namespace Mooncake.Sdk.Generators.Diagnostics;

/// <summary>The rules' numbers: 0001 to 0499 for declarations, 0500 to 0899 for use. Never used twice.</summary>
internal static partial class DiagnosticIds
{
    /// <summary>A stored member's type is not supported by the serializer.</summary>
    public const string UnsupportedMemberType = "MOON0100";

    /// <summary>A type marked <c>[StoreObject]</c> or <c>[StoreUnion]</c> cannot get a serializer.</summary>
    public const string UnserializableType = "MOON0101";
}
