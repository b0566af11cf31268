using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>The versions of C# that generated code compiles in.</summary>
internal static class LanguageVersions
{
    /// <summary>C# 11: the first with static abstract members of interfaces and UTF-8 literals.</summary>
    public const LanguageVersion Lowest = LanguageVersion.CSharp11;

    /// <summary>True if generated code compiles beside a file.</summary>
    /// <param name="tree">The file; all files of a project have one version.</param>
    public static bool IsSupported(SyntaxTree tree) => tree.Options is not CSharpParseOptions { LanguageVersion: < Lowest };
}
