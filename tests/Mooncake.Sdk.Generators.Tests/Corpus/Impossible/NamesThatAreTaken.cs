// A type or member by the name of what would be emitted.
// rules: MOON0002 MOON0002 MOON0002
using Mooncake;

namespace Samples;

[StoreKey("taken/{Id}")]
public sealed partial record Taken(int Id);

public sealed class TakenKey;

public partial class Outer
{
    public int InnerKey { get; set; }

    [StoreKey("inner/{Id}")]
    public sealed partial record Inner(int Id);
}

[StoreObject]
public sealed partial class Member
{
    public int StoreCodec { get; set; }
}
