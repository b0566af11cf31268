using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>
/// Assertions of test frameworks, by their names: <c>Assert</c> and its relatives, and methods that begin with <c>Should</c>. In
/// their arguments an exception is an answer: it fails the test, or is what the test expects.
/// </summary>
internal static class AssertionFacts
{
    /// <summary>Whether an operation stands in an argument of an assertion, however deep.</summary>
    /// <param name="operation">Any operation.</param>
    public static bool IsAsserted(this IOperation operation) => AssertionsAround(operation).Any();

    /// <summary>Whether an operation stands in an argument of an assertion that code throws, so that its result is never there.</summary>
    /// <param name="operation">Any operation.</param>
    public static bool IsExpectedToThrow(this IOperation operation) => AssertionsAround(operation).Any(static assertion =>
        assertion.Name.StartsWith("Throw", StringComparison.Ordinal)
        || assertion.Name.StartsWith("Catch", StringComparison.Ordinal)
        || assertion.Name.StartsWith("ShouldThrow", StringComparison.Ordinal)
        || assertion.ContainingType.Name == "Record");

    private static IEnumerable<IMethodSymbol> AssertionsAround(IOperation operation)
    {
        for (IOperation? outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { } method } } && IsAssertion(method))
            {
                yield return method;
            }
        }
    }

    private static bool IsAssertion(IMethodSymbol method)
    {
        return method.Name.StartsWith("Should", StringComparison.Ordinal)
            || method.ContainingType.Name.EndsWith("Assert", StringComparison.Ordinal)
            || (method.ContainingType.Name == "Record" && method.Name.StartsWith("Exception", StringComparison.Ordinal));
    }
}
