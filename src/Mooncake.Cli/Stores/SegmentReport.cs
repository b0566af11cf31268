namespace Mooncake.Cli.Stores;

/// <summary>A segment in a <see cref="DescribeReport"/>.</summary>
/// <param name="Name">Its name: the client's.</param>
/// <param name="Endpoint">Where it is reached.</param>
/// <param name="Protocol">How it is reached.</param>
/// <param name="Status">The master's word for its state.</param>
/// <param name="UsedBytes">Bytes that objects occupy.</param>
/// <param name="TotalBytes">Its size.</param>
internal sealed record SegmentReport(string Name, string Endpoint, string Protocol, string Status, long UsedBytes, long TotalBytes);
