using System.Text;

namespace Mooncake.Durable.CrashProbe;

/// <summary>What the probe reports, line by line, and the versions of its objects. Thread-safe.</summary>
/// <param name="version">The highest version that was used before.</param>
internal sealed class ProbeOutput(int version)
{
    private readonly Stream _stream = Console.OpenStandardOutput();
    private int _version = version;

    /// <summary>Prints a line with one write call: a pipe takes as much whole, and what it took outlives the process.</summary>
    internal void Print(string line) => _stream.Write(Encoding.ASCII.GetBytes(line + "\n"));

    /// <summary>A version that no object has had.</summary>
    internal int NextVersion() => Interlocked.Increment(ref _version);
}
