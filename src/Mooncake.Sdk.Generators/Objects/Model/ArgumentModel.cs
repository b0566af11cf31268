namespace Mooncake.Sdk.Generators.Objects.Model;

/// <summary>One argument of the constructor that reading calls.</summary>
/// <param name="Member">The member that it takes, by its position.</param>
/// <param name="IsReference">
/// True if the parameter is a read-only reference. Without <c>in</c>, an overload that takes a value would be called.
/// </param>
internal sealed record ArgumentModel(int Member, bool IsReference);
