namespace Mooncake.Pipeline;

/// <summary>A record that says which key it belongs to and which of several puts made it; the rest of its content follows from both.</summary>
[StoreKey("versioned/{Id}")]
public sealed partial record Versioned(ulong Id, int Version, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The record of one version.</summary>
    internal static Versioned Of(ulong id, int version)
    {
        Random random = new((int)(id * 0x9E37_79B1) ^ (version * 31));

        // Around the first guess of a read, and past the size at which objects are large.
        byte[] payload = new byte[random.Next(8) == 0 ? random.Next(100_000) : random.Next(6000)];
        random.NextBytes(payload);
        return new Versioned(id, version, payload);
    }

    /// <summary>True if the content is what number and version say.</summary>
    internal bool IsWhole() => Of(Id, Version).Payload.Span.SequenceEqual(Payload.Span);
}
