namespace Mooncake.Cli.Output;

/// <summary>The program that reads standard output has closed it.</summary>
internal sealed class OutputClosedException() : IOException("Standard output is closed.");
