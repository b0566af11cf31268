using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>The accessors that code calls on a property. An override that declares one accessor only inherits the other.</summary>
internal static class Accessors
{
    /// <summary>The getter that reading a property calls, declared or inherited; null if there is none.</summary>
    /// <param name="property">The property.</param>
    public static IMethodSymbol? GetterOf(IPropertySymbol property) =>
        property.GetMethod ?? (property.OverriddenProperty is { } overridden ? GetterOf(overridden) : null);

    /// <summary>The setter that assigning a property calls, declared or inherited; null if there is none.</summary>
    /// <param name="property">The property.</param>
    public static IMethodSymbol? SetterOf(IPropertySymbol property) =>
        property.SetMethod ?? (property.OverriddenProperty is { } overridden ? SetterOf(overridden) : null);
}
