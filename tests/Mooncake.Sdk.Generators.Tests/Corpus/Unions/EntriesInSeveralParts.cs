// The concrete types are listed on two parts of the union; it is one union all the same.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreUnion(0, typeof(First))]
public abstract partial class Base;

[StoreUnion(1, typeof(Second))]
public abstract partial class Base;

[StoreObject]
public sealed partial class First : Base
{
    public int Id;
}

[StoreObject]
public sealed partial class Second : Base
{
    public string? Name;
}

[StoreObject]
public sealed partial record Holder(Base? Left, Base? Right);

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        Holder read = check.Value(new Holder(new First { Id = 1 }, new Second { Name = "n" }));
        check.Same((1, "n"), (((First)read.Left!).Id, ((Second)read.Right!).Name));
        return Task.CompletedTask;
    }
}
