using Mooncake.Sdk.Generators.Model;

namespace Mooncake.Sdk.Generators.Objects.Model;

/// <summary>The fields of a struct without references, so that the padding between them can be found at run time.</summary>
/// <param name="Name">The name of the emitted layout.</param>
/// <param name="TypeText">The struct.</param>
/// <param name="IsOverlapping">True if fields may lie over each other, so that their sizes do not add up to anything.</param>
/// <param name="Fields">The fields in declaration order.</param>
/// <param name="IsTuple">
/// True for a value tuple that is a member's type: its notation is a tuple's, and its items are checked in reading.
/// </param>
internal sealed record LayoutModel(
    string Name, string TypeText, bool IsOverlapping, EquatableArray<LayoutFieldModel> Fields, bool IsTuple = false)
{
    /// <summary>The struct's encoding in the fingerprint's notation.</summary>
    public string Wire => IsTuple
        ? $"({string.Join(",", Fields.Select(static item => item.Wire))})"
        : $"{{{string.Join(";", Fields.Select(static item => item.Wire))}}}";
}
