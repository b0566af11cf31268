// Members that are not encoded, constructors that cannot be called, unions and layouts that do not add up.
// rules: MOON0100 MOON0101 MOON0101 MOON0102 MOON0103
// whole: Samples.Abstract.StoreObject
using Mooncake;

namespace Samples;

[StoreKey("m/{Id}")]
public sealed partial record Member(int Id, object? Value);

[StoreObject]
public sealed partial class Constructor
{
    public Constructor(int other) => Id = other;

    public int Id { get; }
}

[StoreObject]
public abstract partial class Abstract;

[StoreUnion(0, typeof(string))]
public partial interface IUnion;

[StoreObject(StoreLayout.Explicit)]
public sealed partial class Layout
{
    public int A;
}
