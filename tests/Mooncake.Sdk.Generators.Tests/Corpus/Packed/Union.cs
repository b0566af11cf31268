// A union of MemoryPack's that is stored by key, and one that is a member.
using System.Threading.Tasks;
using MemoryPack;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[MemoryPackable]
[MemoryPackUnion(0, typeof(Started))]
[MemoryPackUnion(300, typeof(Ended))]
[StoreKey("events/{Id}")]
public abstract partial record Event(int Id);

[MemoryPackable]
public sealed partial record Started(int Id, string By) : Event(Id);

[MemoryPackable]
public sealed partial record Ended(int Id, IReason? Reason) : Event(Id);

[MemoryPackable]
[MemoryPackUnion(0, typeof(Failed))]
public partial interface IReason;

[MemoryPackable]
public sealed partial record Failed(int Code) : IReason;

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same(new Started(1, "b"), await check.PackedAsync<EventKey, Event>(new Started(1, "b"), "events/1"));
        check.Same(new Ended(2, new Failed(3)), await check.PackedAsync<EventKey, Event>(new Ended(2, new Failed(3)), "events/2"));
    }
}
