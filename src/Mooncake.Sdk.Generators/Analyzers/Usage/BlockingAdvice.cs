using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>What to do instead of blocking, where the code that blocks cannot await.</summary>
internal static class BlockingAdvice
{
    /// <summary>The advice, as the end of a sentence.</summary>
    /// <param name="blocking">The operation that blocks.</param>
    /// <param name="member">The member that it stands in.</param>
    public static string For(IOperation blocking, ISymbol member)
    {
        for (IOperation? outer = blocking.Parent; outer is not null; outer = outer.Parent)
        {
            switch (outer)
            {
                case ILockOperation { Body: { } body } when blocking.IsWithin(body):
                    return "await it before the lock, or guard with SemaphoreSlim.WaitAsync, because a lock cannot be held across an await";
                case IInvocationOperation call when ServiceRegistrations.IsRegistration(call.TargetMethod):
                case IObjectCreationOperation { Constructor: { } constructor } when ServiceRegistrations.IsDescriptor(constructor.ContainingType):
                    return "a service factory cannot await, so await it before the services are built and register the result, as in 'services.AddSingleton(store)'";
                case IAnonymousFunctionOperation { Symbol: { IsAsync: false, ReturnType: { } result } } when !IsAwaitable(result):
                    member = ((IAnonymousFunctionOperation)outer).Symbol;
                    break;
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return "await it";
            }
        }

        return member switch
        {
            IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } or IFieldSymbol or IPropertySymbol =>
                "a constructor or an initializer cannot await, so await it in a static async method that then creates the object",
            IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.UserDefinedOperator or MethodKind.Conversion } =>
                "an accessor or operator cannot await, so make it an async method",
            IMethodSymbol { Name: "Dispose", Parameters.Length: 0 or 1 } => "implement IAsyncDisposable, and await it in DisposeAsync",
            IMethodSymbol { MethodKind: MethodKind.Destructor } => "a finalizer cannot await, so implement IAsyncDisposable, and await it in DisposeAsync",
            _ => "await it",
        };
    }

    private static bool IsAwaitable(ITypeSymbol type) => type.Name is "Task" or "ValueTask";
}
