namespace Mooncake.Sdk.Generators.Diagnostics;

/// <summary>The rules' numbers: 0001 to 0499 for declarations, 0500 to 0899 for use. Never used twice.</summary>
internal static partial class DiagnosticIds;
