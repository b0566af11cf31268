// An interface with concrete types of narrow and wide tags, nested beside it.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

public static partial class Shapes
{
    [StoreUnion(1, typeof(Circle))]
    [StoreUnion(300, typeof(Square))]
    public partial interface IShape;

    [StoreObject]
    public partial class Circle : IShape
    {
        public double Radius;
    }

    [StoreObject]
    public partial record Square(int Side) : IShape;
}

[StoreKey("drawing/{Id}")]
public sealed partial record Drawing(int Id, Shapes.IShape? First, Shapes.IShape?[] Others);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Drawing read = await check.RecordAsync<DrawingKey, Drawing>(new(1, new Shapes.Square(2), [null, new Shapes.Circle { Radius = 1.5 }]), "drawing/1");
        check.Same(new Shapes.Square(2), read.First);
        check.Same(1.5, ((Shapes.Circle)read.Others[1]!).Radius);
    }
}
