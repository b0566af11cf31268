namespace Mooncake.Support;

/// <summary>A stored type whose own code throws while it is read, where a test says so.</summary>
[StoreKey("moody/{Id}")]
public sealed partial class Moody
{
    /// <summary>What is thrown, and where; null for nothing.</summary>
    internal static AsyncLocal<(Place Place, Exception Exception)?> Fault { get; } = new();

    /// <summary>Creates a value.</summary>
    public Moody() => ThrowIf(Place.Constructor);

    /// <summary>Where a value throws.</summary>
    internal enum Place
    {
        /// <summary>In its constructor.</summary>
        Constructor,

        /// <summary>In a setter.</summary>
        Setter,

        /// <summary>In the hash code of an element of a set.</summary>
        HashCode,

        /// <summary>In the constructor of a nested object.</summary>
        Nested,
    }

    /// <summary>The key's member.</summary>
    public int Id { get; init; }

    /// <summary>A member whose setter may throw.</summary>
    public string? Text
    {
        get;
        set
        {
            ThrowIf(Place.Setter);
            field = value;
        }
    }

    /// <summary>A set that hashes its elements.</summary>
    public HashSet<Hashed>? Set { get; set; }

    /// <summary>A nested object.</summary>
    public Inner? Nested { get; set; }

    /// <summary>Bytes that a lease lends.</summary>
    public ReadOnlyMemory<byte> Payload { get; set; }

    /// <summary>A value with everything in it.</summary>
    internal static Moody Numbered(int id) => new() { Id = id, Text = "t", Set = [new Hashed(id)], Nested = new Inner(), Payload = new byte[100] };

    private static void ThrowIf(Place place)
    {
        if (Fault.Value is { } fault && fault.Place == place)
        {
            throw fault.Exception;
        }
    }

    /// <summary>An element of a set.</summary>
    [StoreObject]
    public readonly partial record struct Hashed(int Number)
    {
        /// <inheritdoc/>
        public override int GetHashCode()
        {
            ThrowIf(Place.HashCode);
            return Number;
        }
    }

    /// <summary>A nested object.</summary>
    [StoreObject]
    public sealed partial class Inner
    {
        /// <summary>Creates an object.</summary>
        public Inner() => ThrowIf(Place.Nested);

        /// <summary>A member.</summary>
        public int Number { get; set; }
    }
}
