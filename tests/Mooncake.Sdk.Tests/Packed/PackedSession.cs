using System.Runtime.Serialization;
using MemoryPack;

namespace Mooncake.Packed;

/// <summary>What a user of MemoryPack has, and one attribute more. Counts how often it is serialized.</summary>
[MemoryPackable]
[StoreKey("session/{Id}")]
public sealed partial class PackedSession
{
    public string Id { get; init; } = "";

    public List<PackedTurn> Turns { get; set; } = [];

    public Dictionary<string, PackedShape?> Shapes { get; set; } = [];

    [MemoryPackIgnore]
    public int Serialized { get; private set; }

    [MemoryPackIgnore]
    public int Deserialized { get; private set; }

    /// <summary>One whose size follows from the arguments.</summary>
    internal static PackedSession Make(string id, int turns, string text) => new()
    {
        Id = id,
        Turns = [.. Enumerable.Range(0, turns).Select(i => new PackedTurn("user", text, i))],
        Shapes = { ["circle"] = new PackedCircle(1.5), ["none"] = null, ["square"] = new PackedSquare(2) },
    };

    internal bool IsSameAs(PackedSession other) =>
        Id == other.Id && Turns.SequenceEqual(other.Turns) && Shapes.Count == other.Shapes.Count && Shapes.All(pair => Equals(other.Shapes[pair.Key], pair.Value));

    [MemoryPackOnSerializing]
    private void OnSerializing() => Serialized++;

    [MemoryPackOnDeserialized]
    private void OnDeserialized() => Deserialized++;
}

/// <summary>A part, which the SDK has never heard of.</summary>
[MemoryPackable]
public sealed partial record PackedTurn(string Role, string Text, int Tokens);

/// <summary>A union of MemoryPack's.</summary>
[MemoryPackable]
[MemoryPackUnion(0, typeof(PackedCircle))]
[MemoryPackUnion(300, typeof(PackedSquare))]
public abstract partial record PackedShape;

/// <summary>A case.</summary>
[MemoryPackable]
public sealed partial record PackedCircle(double Radius) : PackedShape;

/// <summary>A case.</summary>
[MemoryPackable]
public sealed partial record PackedSquare(int Side) : PackedShape;

/// <summary>A shape that no union lists.</summary>
[MemoryPackable]
public sealed partial record PackedTriangle(int Side) : PackedShape;

/// <summary>Memory that is borrowed, and memory that is not.</summary>
[MemoryPackable]
[StoreKey("packed-blob/{Id}")]
public sealed partial record PackedBlob(
    int Id,
    [property: StoreBorrowed] ReadOnlyMemory<byte> Borrowed,
    [property: StoreBorrowed] Memory<byte> Writable,
    ReadOnlyMemory<byte> Copied,
    [property: BrotliFormatter<PackedWrapped>] PackedWrapped? Wrapped = null);

/// <summary>Is compressed inside of another: its bytes do not lie in the lease.</summary>
[MemoryPackable]
public sealed partial record PackedWrapped([property: StoreBorrowed] ReadOnlyMemory<byte> Inner);

/// <summary>A text under a checksum.</summary>
[MemoryPackable]
[StoreKey("packed-text/{Id}")]
public sealed partial record PackedText(int Id, string? Text);

// Objects that are written and refused when they are read.
#pragma warning disable MOON0113
/// <summary>Without a trailer.</summary>
[MemoryPackable]
[StoreKey("packed-bare/{Id}", Integrity = StoreIntegrity.None)]
public sealed partial record PackedBare(int Id, string? Text);

/// <summary>With a trailer that does not cover the bytes.</summary>
[MemoryPackable]
[StoreKey("packed-identity/{Id}", Integrity = StoreIntegrity.Identity)]
public sealed partial record PackedIdentity(int Id, string? Text);

/// <summary>With a trailer, or without.</summary>
[MemoryPackable]
[StoreKey("packed-optional/{Id}", IsTrailerOptional = true)]
public sealed partial record PackedOptional(int Id, string? Text);
#pragma warning restore MOON0113

/// <summary>Refers to its own kind.</summary>
[MemoryPackable]
[StoreKey("packed-node/{Id}")]
public sealed partial class PackedNode
{
    public int Id { get; init; }

    public PackedNode? Next { get; set; }
}

/// <summary>A stored type of emitted code that holds one of MemoryPack's.</summary>
[StoreKey("packed-holder/{Id}")]
public sealed partial record PackedHolder(int Id, PackedPart? Part, string After);

/// <summary>MemoryPack's, inside of emitted code.</summary>
[MemoryPackable]
[StoreObject]
public sealed partial record PackedPart(string Text, List<PackedTurn> Turns)
{
    [MemoryPackIgnore]
    public int Serialized { get; private set; }

    [MemoryPackOnSerializing]
    private void OnSerializing() => Serialized++;
}

/// <summary>A value whose getter throws.</summary>
[MemoryPackable]
[StoreKey("packed-faulty/{Id}")]
public sealed partial class PackedFaulty
{
    public int Id { get; init; }

    public string Text => Id == 13 ? throw new InvalidDataContractException("The getter's own.") : "text";
}
