namespace Mooncake.Sdk.Generators.Diagnostics;

/// <content>Stored shapes and the file that lists them.</content>
internal static partial class DiagnosticIds
{
    /// <summary>A stored shape is no longer the one on file.</summary>
    public const string ChangedShape = "MOON0120";

    /// <summary>A stored shape has grown beyond the one on file.</summary>
    public const string OutgrownShape = "MOON0121";

    /// <summary>A stored shape is not on file.</summary>
    public const string UnlistedShape = "MOON0122";

    /// <summary>A shape on file belongs to no type.</summary>
    public const string StaleShapeLine = "MOON0123";

    /// <summary>A line of the shape file is not one.</summary>
    public const string MalformedShapeLine = "MOON0124";
}
