// A record that MemoryPack serializes, with what its generator offers: callbacks, ignored members, a constructor, a formatter of its own.
using System.Collections.Generic;
using System.Threading.Tasks;
using MemoryPack;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[MemoryPackable]
[StoreKey("sessions/{Id}")]
public sealed partial class Session
{
    [MemoryPackConstructor]
    public Session(int id, List<Turn> turns)
    {
        Id = id;
        Turns = turns;
    }

    public int Id { get; }

    public List<Turn> Turns { get; }

    [Utf16StringFormatter]
    public string Title { get; set; } = "";

    [MemoryPackIgnore]
    public int Restored { get; private set; }

    [MemoryPackInclude]
    private int _private = 1;

    public int Private() => _private++;

    [MemoryPackOnDeserialized]
    private void OnRestored() => Restored++;
}

[MemoryPackable]
public sealed partial record Turn(string Role, string? Text);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Session session = new(1, [new Turn("user", "ö"), new Turn("model", null)]) { Title = "half \ud800 pair" };
        session.Private();
        Session read = await check.PackedAsync<SessionKey, Session>(session, "sessions/1");
        check.Same(session.Turns, read.Turns);
        check.Same(session.Title, read.Title);
        check.Same(1, read.Restored);
        check.Same(2, read.Private());
    }
}
