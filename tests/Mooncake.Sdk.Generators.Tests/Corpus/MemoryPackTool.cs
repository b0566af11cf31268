using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mooncake.Sdk.Generators.Tests.Corpus;

/// <summary>What MemoryPack's package has the compiler run.</summary>
internal static class MemoryPackTool
{
    private static readonly Assembly Tool = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "MemoryPackTool", "MemoryPack.Generator.dll"));

    /// <summary>The generator.</summary>
    public static ISourceGenerator Generator { get; } = Assert.Single(Make<IIncrementalGenerator>()).AsSourceGenerator();

    /// <summary>The analyzers.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = [.. Make<DiagnosticAnalyzer>()];

    private static IEnumerable<T> Make<T>() =>
        Tool.GetTypes().Where(static type => type.IsAssignableTo(typeof(T)) && !type.IsAbstract).Select(static type => (T)Activator.CreateInstance(type)!);
}
