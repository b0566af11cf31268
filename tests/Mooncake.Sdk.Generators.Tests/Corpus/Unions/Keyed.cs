// An abstract record that is stored by key itself: what comes back is what was put, by its exact type.
// whole: Samples.Event.StoreObject
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("events/{Id}")]
[StoreUnion(0, typeof(Started))]
[StoreUnion(1, typeof(Ended))]
public abstract partial record Event(int Id);

[StoreObject]
public sealed partial record Started(int Id, string By) : Event(Id);

[StoreObject]
public sealed partial record Ended(int Id, int Code) : Event(Id);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same(new Started(1, "b"), await check.RecordAsync<EventKey, Event>(new Started(1, "b"), "events/1"));
        check.Same(new Ended(2, 3), await check.RecordAsync<EventKey, Event>(new Ended(2, 3), "events/2"));
    }
}
