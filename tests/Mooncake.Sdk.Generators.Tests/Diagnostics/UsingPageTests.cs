using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Diagnostics;

/// <summary>The examples of <c>docs/using.md</c> compile without a warning, and no rule flags them.</summary>
public sealed partial class UsingPageTests
{
    private static readonly string[] Blocks = BlocksOf("using.md");

    /// <summary>The numbers of the examples that run statements; the first block of the page declares the stored type.</summary>
    public static TheoryData<int> Examples => [.. Enumerable.Range(1, Blocks.Length - 1)];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Example_CompilesAndIsNotFlagged(int number)
    {
        string source = $$"""
            using System;
            using System.Collections.Generic;
            using System.Threading;
            using System.Threading.Tasks;
            using Mooncake;

            /// <summary>Runs an example.</summary>
            public static class Example
            {
                /// <summary>Runs it.</summary>
                public static async Task RunAsync(MooncakeStore store)
                {
            {{Blocks[number]}}
                }
            }

            /// <summary>The stored type.</summary>
            {{Blocks[0]}}
            """;
        GeneratedCode generated = GeneratorHarness.Generate(source);
        DiagnosticAnalyzer[] rules =
        [
            .. typeof(StoreGenerator).Assembly.GetTypes()
                .Where(static type => type.IsAssignableTo(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
                .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
        ];

        Assert.Empty((await UseHarness.RunAsync(generated.Compilation, rules)).Select(static diagnostic => diagnostic.ToString()));
    }

    /// <summary>The README's first example is a program of its own, which other tests build.</summary>
    [Fact]
    public void FurtherExamplesOfTheReadme_AreThoseOfThePage()
    {
        string[] further = BlocksOf("README.md")[1..];

        Assert.NotEmpty(further);
        Assert.All(further, static block => Assert.Contains(block, Blocks));
    }

    private static string[] BlocksOf(string page)
    {
        using Stream stream = typeof(UsingPageTests).Assembly.GetManifestResourceStream(page)!;
        using StreamReader reader = new(stream);
        return [.. Block().Matches(reader.ReadToEnd().ReplaceLineEndings("\n")).Select(static block => block.Groups[1].Value)];
    }

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
