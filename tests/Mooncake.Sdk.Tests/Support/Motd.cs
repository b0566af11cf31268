namespace Mooncake.Support;

/// <summary>A single object: its template has no placeholder.</summary>
#pragma warning disable MOON0011 // One for all is what is tested.
[StoreKey("message/of.the-day")]
#pragma warning restore MOON0011
public sealed partial record Motd(string Text);
