namespace Mooncake.Support;

/// <summary>A record.</summary>
[StoreKey("note/{Id}")]
public sealed partial record Note(string Id, string Text);
