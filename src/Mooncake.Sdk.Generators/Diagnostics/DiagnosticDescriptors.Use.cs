namespace Mooncake.Sdk.Generators.Diagnostics;

/// <summary>Rules for the use of the SDK: 0500 to 0899.</summary>
internal static partial class DiagnosticDescriptors
{
}
