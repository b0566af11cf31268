using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;

namespace Mooncake.Sdk.Generators.Tests.Harness;

/// <summary>A user's file that stands in another assembly than the types it builds on.</summary>
internal static class OtherAssembly
{
    /// <summary>How builds refer to other projects: by their whole assembly, or by its public surface alone.</summary>
    internal static readonly EmitOptions[] Forms = [new(), new(metadataOnly: true, includePrivateMembers: false)];

    /// <summary>What one analyzer reports in the user's file: the id, a colon, the message; the same for each form of reference.</summary>
    /// <typeparam name="TAnalyzer">The analyzer.</typeparam>
    /// <param name="library">The other assembly's file; has to compile with what is generated for it.</param>
    /// <param name="user">The user's file.</param>
    /// <param name="errors">The errors that both files together have for the compiler, by id.</param>
    internal static async Task<string[]> RunAsync<TAnalyzer>(string library, string user, params string[] errors)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        string[]? first = null;
        foreach (EmitOptions form in Forms)
        {
            Compilation compilation = Generate(library, user, form);
            Assert.Equal(errors, compilation.GetDiagnostics(TestContext.Current.CancellationToken)
                .Where(static diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error)
                .Select(static diagnostic => diagnostic.Id));
            string[] found =
            [
                .. (await compilation.WithAnalyzers([new TAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken))
                    .Select(static diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"),
            ];
            Assert.Equal(first ?? found, found);
            first = found;
        }

        return first!;
    }

    /// <summary>The user's compilation with what is generated for it.</summary>
    /// <param name="library">The other assembly's file.</param>
    /// <param name="user">The user's file.</param>
    /// <param name="form">How the user's project refers to the other assembly.</param>
    internal static Compilation Generate(string library, string user, EmitOptions form)
    {
        using MemoryStream image = new();
        Compilation other = GeneratorHarness.Generate(library).Compilation.WithAssemblyName("Library");
        Assert.True(other.Emit(image, options: form, cancellationToken: TestContext.Current.CancellationToken).Success);
        CSharpCompilation compilation = GeneratorHarness.Compile(GeneratorHarness.CSharp14, user).AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
        GeneratorHarness.Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _, TestContext.Current.CancellationToken);
        return generated;
    }
}
