// Codecs take the type parameters of all levels; a base in the same generic container has a codec by the same name, which is hidden.
// whole: Samples.Outer`1+Inner`1.StoreObject
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;
using Mooncake.Serialization.CompilerServices;

namespace Samples;

public partial class Outer<TOuter>
    where TOuter : notnull
{
    [StoreObject]
    public partial class Base
    {
        public TOuter? First { get; set; }
    }

    [StoreObject]
    public sealed partial class Inner<T> : Base
        where T : class
    {
        public T? Second { get; set; }
    }

    [StoreObject]
    public sealed partial class Plain : Base
    {
        public int Third { get; set; }
    }
}

[StoreObject]
public sealed partial record Holder(Outer<int>.Inner<string>? Inner, Outer<string>.Plain? Plain);

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        Holder read = check.Value(new Holder(new() { First = 1, Second = "b" }, new() { First = "a", Third = 3 }));
        check.Same(1, read.Inner!.First);
        check.Same("b", read.Inner.Second);
        check.Same("a", read.Plain!.First);
        check.Same(3, read.Plain.Third);
        return Task.CompletedTask;
    }
}
