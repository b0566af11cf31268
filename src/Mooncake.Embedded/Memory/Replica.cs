namespace Mooncake.Embedded.Memory;

/// <summary>One range of one segment that contains an object's bytes.</summary>
internal readonly unsafe struct Replica
{
    /// <summary>Creates a reference to a range from <see cref="Memory.Segment.TryAllocate"/>.</summary>
    internal Replica(Segment segment, byte* address)
    {
        Segment = segment;
        Address = address;
    }

    /// <summary>The segment.</summary>
    internal Segment Segment { get; }

    /// <summary>The range's start.</summary>
    internal byte* Address { get; }
}
