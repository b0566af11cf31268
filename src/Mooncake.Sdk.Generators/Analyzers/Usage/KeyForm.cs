using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>
/// Text that is put together, as its form: literal text, with a NUL for each part that is put in. No template holds a NUL. Known are
/// interpolation, addition, <c>string.Concat</c> and <c>string.Format</c>.
/// </summary>
internal static class KeyForm
{
    /// <summary>The form of a text, or null where nothing is put in.</summary>
    /// <param name="text">An operation that makes a string.</param>
    public static string? Of(IOperation text) => PartsOf(text) is { } form && form.IndexOf('\0') >= 0 ? form : null;

    /// <summary>All texts that are put together within an operation; those within others are not told on their own.</summary>
    /// <param name="operation">A list of keys, or of keys and values.</param>
    public static IEnumerable<IOperation> TextsIn(IOperation operation)
    {
        return PartsOf(operation) is not null ? [operation] : operation.ChildOperations.SelectMany(TextsIn);
    }

    /// <summary>Literal text with a NUL for each part; null for what is not put together here.</summary>
    private static string? PartsOf(IOperation text)
    {
        return text switch
        {
            { ConstantValue.HasValue: true } => null,
            IInterpolatedStringOperation interpolated => string.Concat(interpolated.Parts.Select(static part =>
                part is IInterpolatedStringTextOperation literal ? literal.Text.ConstantValue.Value as string : "\0")),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum => Join([sum.LeftOperand, sum.RightOperand]),
            IInvocationOperation { TargetMethod: { Name: "Concat", ContainingType.SpecialType: SpecialType.System_String } } call => Join(ValuesOf(call)),
            IInvocationOperation { TargetMethod: { Name: "Format", ContainingType.SpecialType: SpecialType.System_String } } call =>
                call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "format")?.Value.ConstantValue is { HasValue: true, Value: string format }
                    ? FormOfFormat(format)
                    : null,
            _ => null,
        };
    }

    private static IEnumerable<IOperation> ValuesOf(IInvocationOperation call)
    {
        return call.Arguments.SelectMany(static argument => (argument.ArgumentKind, argument.Value.Unconverted()) switch
        {
            (ArgumentKind.ParamArray, IArrayCreationOperation { Initializer: { } list }) => list.ElementValues,
            (ArgumentKind.ParamCollection, ICollectionExpressionOperation list) => list.Elements,
            _ => [argument.Value],
        });
    }

    private static string Join(IEnumerable<IOperation> operands)
    {
        return string.Concat(operands.Select(static operand =>
        {
            IOperation inner = operand.Unconverted();
            return inner.ConstantValue is { HasValue: true, Value: string text } ? text : PartsOf(inner) ?? "\0";
        }));
    }

    /// <summary>A composite format with its items as NULs; doubled braces stand for themselves.</summary>
    private static string FormOfFormat(string format)
    {
        StringBuilder form = new();
        for (int i = 0; i < format.Length; i++)
        {
            bool isDoubled = i + 1 < format.Length && format[i + 1] == format[i];
            int end = format[i] == '{' && !isDoubled ? format.IndexOf('}', i) : -1;
            form.Append(end > 0 ? '\0' : format[i]);
            i = end > 0 ? end : format[i] is '{' or '}' && isDoubled ? i + 1 : i;
        }

        return form.ToString();
    }
}
