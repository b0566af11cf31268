// One template for many types, or for the types inside of many types.
// rules: MOON0002 MOON0002
using Mooncake;

namespace Samples;

[StoreKey("box/{Id}")]
public sealed partial record Box<T>(int Id, T Value);

public partial class Outer<T>
{
    [StoreKey("inner/{Id}")]
    public sealed partial record Inner(int Id);
}
