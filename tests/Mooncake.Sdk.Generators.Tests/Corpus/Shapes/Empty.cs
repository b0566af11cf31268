// Types without a single stored member, or with computed ones only.
// hushed: CS0219
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreObject]
public sealed partial record Nothing;

[StoreObject]
public sealed partial class Computed
{
    public int Four => 4;
}

[StoreObject]
public partial struct Void;

[StoreObject]
public sealed partial record Holder(Nothing? Nothing, Computed? Computed, Void Void);

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        check.Same(new Nothing(), check.Value(new Nothing()));
        check.Value(new Computed());
        check.Value(default(Void));
        Holder read = check.Value(new Holder(new(), null, default));
        check.Same((true, true), (read.Nothing is not null, read.Computed is null));
        return Task.CompletedTask;
    }
}
