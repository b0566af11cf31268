namespace Mooncake.Embedded.Memory;

/// <summary>
/// Returns ranges, and locks a segment once for all that follow each other. Start with the default, end with <see cref="Dispose"/>.
/// </summary>
internal unsafe ref struct SegmentFrees
{
    private Segment? _locked;

    /// <summary>Returns one range.</summary>
    internal void Free(Segment segment, byte* address, nuint size)
    {
        if (segment != _locked)
        {
            _locked?.EndFree();
            segment.BeginFree();
            _locked = segment;
        }

        segment.FreeOne(address, size);
    }

    /// <summary>Unlocks the last segment.</summary>
    public void Dispose()
    {
        _locked?.EndFree();
        _locked = null;
    }
}
