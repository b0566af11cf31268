using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>MOON0500: the result of an operation is thrown away, or kept in a local that nothing reads.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IgnoredResultAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.IgnoredResult];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (StoreSymbols.Find(start.Compilation) is { } symbols)
            {
                start.RegisterOperationAction(operations => Analyze(operations, symbols), OperationKind.ExpressionStatement);
                start.RegisterOperationAction(operations => AnalyzeLocal(operations, symbols), OperationKind.VariableDeclarator);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, StoreSymbols symbols)
    {
        IOperation thrownAway = ((IExpressionStatementOperation)context.Operation).Operation.Unconverted();
        if (thrownAway is not (IAwaitOperation or IInvocationOperation or IConditionalAccessOperation))
        {
            return;
        }

        IOperation source = thrownAway is IConditionalAccessOperation conditional
            ? conditional.WhenNotNull.TaskSource()
            : thrownAway.TaskSource();
        if (KindOf(thrownAway, source, symbols) is { } kind && !thrownAway.IsExpectedToThrow())
        {
            string name = source is IInvocationOperation call ? call.TargetMethod.Name : source.Syntax.ToString();
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.IgnoredResult.In(context.Options),
                thrownAway.Syntax.GetLocation(), PropertiesOf(thrownAway, symbols), name, kind));
        }
    }

    /// <summary>A local that gets results and is never read. Its last value is what counts: it may be assigned more than once.</summary>
    private static void AnalyzeLocal(OperationAnalysisContext context, StoreSymbols symbols)
    {
        IVariableDeclaratorOperation declarator = (IVariableDeclaratorOperation)context.Operation;
        ILocalSymbol local = declarator.Symbol;

        // A local of this name says what a discard says.
        if (local.Name.All(static character => character == '_') || KindOfResult(Unwrapped(local.Type, symbols), symbols) is not { } kind)
        {
            return;
        }

        IOperation root = declarator.Root();
        List<ILocalReferenceOperation> references = [.. root.ReferencesTo(local)];
        IOperation? last = references.Count == 0
            ? ValueOf(declarator)
            : (references[references.Count - 1].Parent as ISimpleAssignmentOperation)?.Value;
        if (last?.TaskSource() is IInvocationOperation call && references.TrueForAll(IsWritten) && !last.IsExpectedToThrow())
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.IgnoredResult.In(context.Options), local.Locations[0], call.TargetMethod.Name, kind));
        }
    }

    // The value of "var put = ..." is the declarator's, that of "StoreResult a = ..., b = ..." as well.
    private static IOperation? ValueOf(IVariableDeclaratorOperation declarator) =>
        (declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer)?.Value;

    /// <summary>Whether a local is the target of an assignment whose own value nothing takes.</summary>
    private static bool IsWritten(ILocalReferenceOperation reference) =>
        reference.Parent is ISimpleAssignmentOperation { Parent: IExpressionStatementOperation } assignment
            && assignment.Target == reference;

    private static string? KindOfResult(ITypeSymbol? type, StoreSymbols symbols) => type switch
    {
        IArrayTypeSymbol array when symbols.IsResult(array.ElementType) => "results",
        not null when symbols.IsResult(type) => type.Name == "StoreBatch" ? "batch of results" : "result",
        _ => null,
    };

    /// <summary>
    /// What is thrown away, in words; null if it is nothing of the SDK's, or if the program has a way to look at it later.
    /// </summary>
    private static string? KindOf(IOperation thrownAway, IOperation source, StoreSymbols symbols)
    {
        ITypeSymbol? type = Unwrapped(thrownAway.Type, symbols);
        if (type is IArrayTypeSymbol array && symbols.IsResult(array.ElementType))
        {
            // Task.WhenAll over tasks that a variable holds: they can be asked afterwards.
            bool areHeld = source is not IInvocationOperation whenAll
                || whenAll.Arguments.Any(static argument => argument.Value.Unconverted()
                    is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation);
            return areHeld ? null : "results";
        }

        // A task in a variable can be awaited again, and is not what is thrown away.
        return source is IInvocationOperation ? KindOfResult(type, symbols) : null;
    }

    private static ImmutableDictionary<string, string?> PropertiesOf(IOperation thrownAway, StoreSymbols symbols)
    {
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
        if (thrownAway is IConditionalAccessOperation || Unwrapped(thrownAway.Type, symbols) is not INamedTypeSymbol type)
        {
            return properties;
        }

        string check = type.Name == "StoreBatch" ? "FirstError" : type.IsGenericType ? "GetValueOrThrow" : "ThrowIfFailed";
        properties = properties.Add(DiagnosticProperties.Check, check);
        return symbols.TaskResultOf(thrownAway.Type) is null ? properties : properties.Add(DiagnosticProperties.IsTask, null);
    }

    private static ITypeSymbol? Unwrapped(ITypeSymbol? type, StoreSymbols symbols)
    {
        return symbols.TaskResultOf(type)
            ?? (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
                ? Unwrapped(nullable.TypeArguments[0], symbols)
                : type);
    }
}
