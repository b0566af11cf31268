namespace Mooncake.Sdk.Generators.Diagnostics;

/// <summary>Rules for declarations: 0001 to 0099 for targets and keys, 0100 to 0199 for what is stored.</summary>
internal static partial class DiagnosticIds
{
    /// <summary>A marked type, or one around it, is not partial.</summary>
    public const string NotPartial = "MOON0001";

    /// <summary>A stored member's type is not supported by the serializer.</summary>
    public const string UnsupportedMemberType = "MOON0100";

    /// <summary>A marked type cannot get a serializer.</summary>
    public const string UnserializableType = "MOON0101";
}
