namespace Mooncake.Sdk.Generators.Diagnostics;

/// <content>The package MemoryPack as a type's serializer.</content>
internal static partial class DiagnosticIds
{
    /// <summary>A type asks for the package MemoryPack, and cannot have it.</summary>
    public const string UnusableMemoryPack = "MOON0110";
}
