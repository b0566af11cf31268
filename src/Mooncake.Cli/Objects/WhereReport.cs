namespace Mooncake.Cli.Objects;

/// <summary>One line of <see cref="WhereCommand"/>: a copy of an object.</summary>
/// <param name="Key">The key.</param>
/// <param name="Place">The endpoint of the segment, the folder, or <c>this process</c>.</param>
/// <param name="Protocol">How the cluster reaches it, or <c>memory</c> or <c>disk</c>.</param>
/// <param name="Bytes">The size of the copy.</param>
internal sealed record WhereReport(string Key, string Place, string Protocol, long Bytes);
