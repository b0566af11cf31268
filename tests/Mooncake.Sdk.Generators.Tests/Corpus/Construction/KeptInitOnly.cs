// Members that can be set in an object initializer only, and keep what their own initializer makes where the bytes do not hold them.
using System.Collections.Generic;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreObject]
public sealed partial record Before(int Id);

[StoreKey("kept/{Id}")]
public sealed partial record Doc(int Id)
{
    [StoreKeepInitializer]
    public int Kept { get; init; } = 43;

    public int Lost { get; init; } = 44;

    [StoreKeepInitializer]
    public List<string> Tags { get; init; } = ["new"];

    [StoreKeepInitializer]
    public string Set { get; set; } = "set";
}

[StoreObject]
public readonly partial record struct Value(int Id, string? Name)
{
    [StoreKeepInitializer]
    public int Twice { get; init; } = Id * 2;
}

[StoreObject(StoreLayout.VersionTolerant)]
public sealed partial class Slots
{
    [StoreOrder(0)]
    public int Id { get; init; }

    [StoreOrder(2), StoreKeepInitializer]
    public int Kept { get; init; } = 43;
}

[StoreObject(StoreLayout.VersionTolerant)]
public sealed partial class FewerSlots
{
    [StoreOrder(0)]
    public int Id { get; init; }
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Doc doc = await check.RecordAsync<DocKey, Doc>(new Doc(1) { Kept = 2, Lost = 3, Tags = ["a"], Set = "s" }, "kept/1");
        check.Same((2, 3, "a", "s"), (doc.Kept, doc.Lost, doc.Tags[0], doc.Set));
        Doc old = check.As<Before, Doc>(new Before(7));
        check.Same((7, 43, 0, "new", "set"), (old.Id, old.Kept, old.Lost, old.Tags[0], old.Set));
        check.Same(new Value(3, "n") { Twice = 1 }, check.Value(new Value(3, "n") { Twice = 1 }));
        check.Same(new Value(7, null), check.As<Before, Value>(new Before(7)));
        check.Same((5, 6), (check.Value(new Slots { Id = 5, Kept = 6 }).Id, check.Value(new Slots { Id = 5, Kept = 6 }).Kept));
        Slots fewer = check.As<FewerSlots, Slots>(new FewerSlots { Id = 9 });
        check.Same((9, 43), (fewer.Id, fewer.Kept));
    }
}
