namespace Mooncake.Support;

/// <summary>A record whose trailer is written, and not asked for when reading.</summary>
[StoreKey("memo/{Id}", IsTrailerOptional = true)]
public sealed partial record Memo(int Id, string Text);
