using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Mooncake.Sdk.Generators.Model;

/// <summary>
/// Keeps a defect of the generator to the type that it shows with. An exception that leaves a step of the generator would make the compiler
/// drop everything that it emits, for all types.
/// </summary>
internal static class Isolation
{
    /// <summary>
    /// Looks at a type. What is thrown is not lost: the analyzers look at the type with the same parser, and the compiler reports what they
    /// throw as AD0001.
    /// </summary>
    /// <typeparam name="T">What is found.</typeparam>
    /// <param name="parse">The look.</param>
    /// <returns>What is found; the default where an exception was thrown.</returns>
    public static T? Parse<T>(Func<T?> parse)
    {
        try
        {
            return parse();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return default;
        }
    }

    /// <summary>Adds a file; one with an error where an exception was thrown.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="hintName">The file's name.</param>
    /// <param name="emit">Writes the file's text.</param>
    public static void AddSource(SourceProductionContext output, string hintName, Func<string> emit)
    {
        string text;
        try
        {
            text = emit();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            string message = string.Join(" ", exception.ToString().Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
            text = $"#error Mooncake.Sdk.Generators failed to emit {hintName}; please report this with the type's declaration: {message}";
        }

        output.AddSource(hintName, SourceText.From(text, Encoding.UTF8));
    }
}
