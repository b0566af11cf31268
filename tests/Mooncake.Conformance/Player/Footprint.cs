using System.Globalization;

namespace Mooncake.Conformance.Player;

/// <summary>Tells whether gets wrote only where their objects go: remembers the buffers before, and compares them after.</summary>
internal sealed class Footprint
{
    /// <summary>What every destination is filled with before a get.</summary>
    internal const byte Filler = 0xEE;

    private readonly Dictionary<ScenarioBuffer, byte[]> _expected = [];

    /// <summary>Fills the destinations, and remembers the buffers that they are in.</summary>
    /// <param name="destinations">Where the objects are to go.</param>
    internal Footprint(IReadOnlyList<BufferPart> destinations)
    {
        foreach (BufferPart destination in destinations)
        {
            destination.Bytes.Fill(Filler);
        }

        foreach (ScenarioBuffer buffer in destinations.Select(static destination => destination.Buffer).Distinct())
        {
            _expected[buffer] = buffer.All.ToArray();
        }
    }

    /// <summary>Takes note of what an answer says was written.</summary>
    /// <param name="destination">Where the object went.</param>
    /// <param name="answer">Its size, or a negative code.</param>
    internal void Allow(BufferPart destination, long answer)
    {
        int written = (int)Math.Clamp(answer, 0, destination.Size);
        destination.Bytes[..written].CopyTo(_expected[destination.Buffer].AsSpan(destination.Offset));
    }

    /// <summary>Looks for bytes that were written without leave.</summary>
    /// <returns>A description of the first, or null if there is none.</returns>
    internal string? FindStray()
    {
        foreach ((ScenarioBuffer buffer, byte[] expected) in _expected)
        {
            int at = buffer.All.CommonPrefixLength(expected);
            if (at < expected.Length)
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"byte {at} of the buffer, where no object goes, changed from 0x{expected[at]:x2} to 0x{buffer.All[at]:x2}");
            }
        }

        return null;
    }
}
