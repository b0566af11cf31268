// Types that no code can be added to, or that have no values.
// rules: MOON0001 MOON0001 MOON0002 MOON0002 MOON0002
using Mooncake;

namespace Samples;

[StoreKey("closed/{Id}")]
public sealed record Closed(int Id);

public static class Outer
{
    [StoreObject]
    public sealed partial class Inner;
}

[StoreObject]
file sealed partial class Draft;

[StoreObject]
public static partial class Static;

[StoreObject]
public ref partial struct Cursor;
