using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Caching;

/// <summary>A project of five hundred stored types: a record with a key, and an object that it holds, in each of 250 files.</summary>
internal static class ManyTypes
{
    /// <summary>The number of stored types.</summary>
    public const int Count = 2 * Files;

    /// <summary>The number of files that are emitted: two for each record, one for each object.</summary>
    public const int Emitted = 3 * Files;

    /// <summary>The number of files with stored types.</summary>
    public const int Files = 250;

    /// <summary>The text of each file; the last one has no stored type.</summary>
    public static string[] Texts { get; } = [.. Enumerable.Range(0, Files).Select(Text), "namespace Samples; public static class Unrelated { }"];

    /// <summary>The project, parsed anew.</summary>
    /// <param name="texts">The files; null for <see cref="Texts"/>.</param>
    public static CSharpCompilation Compile(string[]? texts = null) => GeneratorHarness.Compile(LanguageVersion.CSharp12, texts ?? Texts);

    /// <summary>The project after an edit of one file.</summary>
    /// <param name="before">The project.</param>
    /// <param name="file">The file's position.</param>
    /// <param name="from">The text to replace.</param>
    /// <param name="to">What stands there afterwards.</param>
    public static CSharpCompilation Edit(CSharpCompilation before, int file, string from, string to)
    {
        SyntaxTree old = before.SyntaxTrees[file];
        Assert.Contains(from, Texts[file], StringComparison.Ordinal);
        string text = Texts[file].Replace(from, to, StringComparison.Ordinal);
        return before.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)old.Options, old.FilePath));
    }

    private static string Text(int file) => $$"""
        using System;
        using System.Collections.Generic;
        using Mooncake;

        namespace Samples;

        [StoreKey("blocks{{file}}/{Model}/{Layer:D3}/{Block:x16}")]
        public sealed partial record Block{{file}}(string Model, int Layer, ulong Block, Part{{file}}? Part, ReadOnlyMemory<byte> Payload)
        {
            public DateTimeOffset CreatedAt { get; init; }

            public List<Part{{file}}>? Others { get; init; }
        }

        [StoreObject]
        public sealed partial class Part{{file}}
        {
            public required Guid Id { get; init; }

            public string? Name { get; set; }

            public float[]? Weights { get; set; }

            public Dictionary<string, long>? Counts { get; set; }
        }
        """;
}
