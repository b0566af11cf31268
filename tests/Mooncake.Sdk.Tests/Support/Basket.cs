namespace Mooncake.Support;

/// <summary>A record that holds a collection, which a test can change at a bad moment.</summary>
[StoreKey("basket/{Id}")]
public sealed partial record Basket(int Id, List<string> Items);
