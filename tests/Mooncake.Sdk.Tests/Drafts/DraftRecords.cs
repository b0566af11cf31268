namespace Mooncake.Drafts;

/// <summary>
/// Members of variable size on both sides of the payload, an array that is not the payload, and one that MemoryPack serializes.
/// </summary>
[StoreKey("draft-tensor/{Name}")]
public sealed partial record Tensor(string Name, int[]? Shape, Queue<string>? Steps, ReadOnlyMemory<float> Data, string? Note, Guid Id);

/// <summary>An array as the payload, in a class whose members can be set.</summary>
[StoreKey("draft-track/{Id}")]
public sealed partial class Track
{
    public required int Id { get; init; }

    public string? Title { get; set; }

    public short[]? Samples { get; init; }

    public long Rate { get; set; }
}

/// <summary>Slots with lengths before them.</summary>
[StoreKey("draft-page/{Id}"), StoreObject(StoreLayout.VersionTolerant)]
public sealed partial class Page
{
    [StoreOrder(0)]
    public string Id { get; init; } = "";

    [StoreOrder(1)]
    public string? Title { get; init; }

    [StoreOrder(3)]
    public Memory<byte> Content { get; init; }

    [StoreOrder(4)]
    public List<string>? Tags { get; init; }
}

/// <summary>A struct, without protection of its bytes.</summary>
[StoreKey("draft-frame/{Camera}/{At}", Integrity = StoreIntegrity.Identity)]
public readonly partial record struct Frame(string Camera, long At, ReadOnlyMemory<byte> Pixels);

/// <summary>Without a trailer.</summary>
[StoreKey("draft-bare/{Id}", Integrity = StoreIntegrity.None)]
public sealed partial record Bare(int Id, ReadOnlyMemory<byte> Data);

/// <summary>Has a member of a type of which there are drafts.</summary>
[StoreKey("draft-envelope/{Id}")]
public sealed partial record Envelope(string Id, Bare First, ReadOnlyMemory<byte> Content, Bare[] Rest);

/// <summary>Its key can change, or throw.</summary>
[StoreKey("draft-label/{Name}")]
public sealed partial class Label
{
    private string? _name;

#pragma warning disable MOON0030 // The tests change it.
    public string Name
    {
        get => _name ?? throw new InvalidOperationException("There is no name.");
        set => _name = value;
    }
#pragma warning restore MOON0030

    public byte[]? Image { get; init; }

    public string? Note { get; init; }
}
