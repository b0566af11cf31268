namespace Mooncake.Support;

/// <summary>A record whose constructor refuses some of what can be stored, once it is told to.</summary>
[StoreKey("picky/{Id}")]
public sealed partial record Picky
{
    [StoreConstructor]
    public Picky(int id, string secret)
    {
        Id = id;
        Secret = Refuses.Value ? throw new FormatException($"I do not take {secret}.") : secret;
    }

    /// <summary>True to refuse everything in this test.</summary>
    internal static AsyncLocal<bool> Refuses { get; } = new();

    public int Id { get; }

    public string Secret { get; }
}
