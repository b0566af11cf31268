namespace Mooncake.Sdk.Generators.Objects.Model;

/// <summary>How the data bytes of a field are found.</summary>
internal enum LayoutFieldKind
{
    /// <summary>All its bytes, or those that its own layout says.</summary>
    Plain,

    /// <summary>Those of a nullable: its flag, and the value behind it.</summary>
    Nullable,

    /// <summary>The elements of a fixed buffer.</summary>
    FixedBuffer,
}
