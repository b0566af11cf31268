using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>Registrations with the dependency injection of Microsoft.Extensions, by their names.</summary>
internal static class ServiceRegistrations
{
    private const string Namespace = "Microsoft.Extensions.DependencyInjection";

    /// <summary>
    /// Whether a method registers a service: <c>AddSingleton</c>, <c>TryAddKeyedScoped</c>, <c>ServiceDescriptor.Transient</c> and the
    /// like.
    /// </summary>
    /// <param name="method">Any method.</param>
    public static bool IsRegistration(IMethodSymbol method)
    {
        return method.ContainingNamespace?.ToDisplayString().StartsWith(Namespace, StringComparison.Ordinal) == true
            && (IsDescriptor(method.ContainingType) || method.Name.StartsWith("Add", StringComparison.Ordinal) || method.Name.StartsWith("TryAdd", StringComparison.Ordinal))
            && LifetimeIn(method.Name) is not null;
    }

    /// <summary>Whether a type describes a registration.</summary>
    /// <param name="type">Any type.</param>
    public static bool IsDescriptor(INamedTypeSymbol type) =>
        type.Name == "ServiceDescriptor" && type.ContainingNamespace.ToDisplayString() == Namespace;

    /// <summary>
    /// How often a factory that an operation stands in runs: once for each of these; null if once, or if it stands in none.
    /// </summary>
    /// <param name="operation">Any operation.</param>
    public static string? RepetitionOf(IOperation operation)
    {
        bool isInFunction = false;
        for (IOperation? outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            isInFunction |= outer is IAnonymousFunctionOperation;
            string? lifetime = outer switch
            {
                IInvocationOperation call when isInFunction && IsRegistration(call.TargetMethod) => LifetimeIn(call.TargetMethod.Name),
                IObjectCreationOperation { Constructor: { } constructor } creation when isInFunction
                    && IsDescriptor(constructor.ContainingType) =>
                    creation.Arguments.Select(static argument => argument.Value).OfType<IFieldReferenceOperation>().LastOrDefault()?.Field.Name,
                _ => null,
            };
            if (lifetime is not null)
            {
                return lifetime switch
                {
                    "Scoped" => "scope",
                    "Transient" => "injection",
                    _ => null,
                };
            }
        }

        return null;
    }

    private static string? LifetimeIn(string name) =>
        ((string[])["Singleton", "Scoped", "Transient"]).FirstOrDefault(lifetime => name.Contains(lifetime));
}
