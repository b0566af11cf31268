using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>The SDK's types in one compilation, found by their full names.</summary>
internal sealed class StoreSymbols
{
    private static readonly SymbolEqualityComparer Same = SymbolEqualityComparer.Default;

    private readonly INamedTypeSymbol?[] _results;
    private readonly INamedTypeSymbol?[] _tasks;

    private StoreSymbols(Compilation compilation, INamedTypeSymbol store)
    {
        Store = store;
        Raw = compilation.GetTypeByMetadataName("Mooncake.RawObjects");
        Buffers = compilation.GetTypeByMetadataName("Mooncake.StoreBuffers");
        Set = compilation.GetTypeByMetadataName("Mooncake.StoreSet`2");
        Lease = compilation.GetTypeByMetadataName("Mooncake.StoreLease`1");
        LeaseBatch = compilation.GetTypeByMetadataName("Mooncake.StoreLeaseBatch`1");
        Draft = compilation.GetTypeByMetadataName("Mooncake.StoreDraft`2");
        Buffer = compilation.GetTypeByMetadataName("Mooncake.RegisteredBuffer");
        PutOptions = compilation.GetTypeByMetadataName("Mooncake.PutOptions");
        ValueResult = compilation.GetTypeByMetadataName("Mooncake.StoreResult`1");
        _results =
        [
            compilation.GetTypeByMetadataName("Mooncake.StoreResult"),
            ValueResult,
            compilation.GetTypeByMetadataName("Mooncake.StoreBatch"),
            compilation.GetTypeByMetadataName("Mooncake.StoreBatch`1"),
        ];
        _tasks =
        [
            compilation.GetTypeByMetadataName("System.Threading.Tasks.Task`1"),
            compilation.GetTypeByMetadataName("System.Threading.Tasks.ValueTask`1"),
        ];
    }

    /// <summary><c>MooncakeStore</c>.</summary>
    public INamedTypeSymbol Store { get; }

    /// <summary><c>RawObjects</c>.</summary>
    public INamedTypeSymbol? Raw { get; }

    /// <summary><c>StoreBuffers</c>.</summary>
    public INamedTypeSymbol? Buffers { get; }

    /// <summary><c>StoreSet</c>, unbound.</summary>
    public INamedTypeSymbol? Set { get; }

    /// <summary><c>StoreLease</c>, unbound.</summary>
    public INamedTypeSymbol? Lease { get; }

    /// <summary><c>StoreLeaseBatch</c>, unbound.</summary>
    public INamedTypeSymbol? LeaseBatch { get; }

    /// <summary><c>StoreDraft</c>, unbound.</summary>
    public INamedTypeSymbol? Draft { get; }

    /// <summary><c>RegisteredBuffer</c>.</summary>
    public INamedTypeSymbol? Buffer { get; }

    /// <summary><c>PutOptions</c>.</summary>
    public INamedTypeSymbol? PutOptions { get; }

    /// <summary><c>StoreResult</c> with a value, unbound.</summary>
    public INamedTypeSymbol? ValueResult { get; }

    /// <summary>The types, or null where the SDK is not referenced.</summary>
    /// <param name="compilation">The user's.</param>
    public static StoreSymbols? Find(Compilation compilation)
    {
        INamedTypeSymbol? store = compilation.GetTypeByMetadataName("Mooncake.MooncakeStore");
        return store is null ? null : new StoreSymbols(compilation, store);
    }

    /// <summary>Whether a type is another one, whatever its type arguments.</summary>
    /// <param name="type">The type in question.</param>
    /// <param name="expected">The SDK's.</param>
    public static bool Is(ITypeSymbol? type, INamedTypeSymbol? expected)
    {
        return type is not null && expected is not null && Same.Equals(type.OriginalDefinition, expected);
    }

    /// <summary>Whether a type is a result or a batch of results.</summary>
    /// <param name="type">The type in question.</param>
    public bool IsResult(ITypeSymbol? type) => _results.Any(result => Is(type, result));

    /// <summary>Whether a type is a result with a value.</summary>
    /// <param name="type">The type in question.</param>
    public bool IsValueResult(ITypeSymbol? type) => Is(type, ValueResult);

    /// <summary>The result that a task or value task holds, or null if the type is none of these.</summary>
    /// <param name="type">The type in question.</param>
    public ITypeSymbol? TaskResultOf(ITypeSymbol? type)
    {
        return type is INamedTypeSymbol { TypeArguments.Length: 1 } named
            && _tasks.Any(task => Is(named, task))
            && IsResult(named.TypeArguments[0])
                ? named.TypeArguments[0]
                : null;
    }

    /// <summary>Whether a type is a task or value task that holds a result or an opened store.</summary>
    /// <param name="type">The type in question.</param>
    public bool IsTaskOfOperation(ITypeSymbol? type)
    {
        return TaskResultOf(type) is not null
            || (type is INamedTypeSymbol { TypeArguments.Length: 1 } named
                && _tasks.Any(task => Is(named, task))
                && Is(named.TypeArguments[0], Store));
    }

    /// <summary>
    /// The set or the raw objects that an operation works on: its instance, or the first argument of an emitted extension method.
    /// Null if the call is not one on them.
    /// </summary>
    /// <param name="call">Any call.</param>
    public IOperation? TargetOf(IInvocationOperation call)
    {
        IOperation? target = call.Instance
            ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
        return Is(target?.Type, Set) || Is(target?.Type, Raw) ? target : null;
    }
}
