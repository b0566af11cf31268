// Members of interfaces, implemented openly and explicitly, default ones, indexers and events.
using System;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

public interface IEntry
{
    int Id { get; }

    string Name { get; set; }

    int Default => 3;

    int this[int index] { get; }
}

[StoreKey("interfaces/{Id}")]
public sealed partial class Entry : IEntry
{
    private string _name = "";

    public event EventHandler? Changed;

    public required int Id { get; init; }

    string IEntry.Name
    {
        get => _name;
        set => _name = value;
    }

    public int this[int index] => index;

    [StoreInclude]
    private string Name
    {
        get => _name;
        set
        {
            _name = value;
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        IEntry value = new Entry { Id = 1 };
        value.Name = "n";
        IEntry read = await check.RecordAsync<EntryKey, Entry>((Entry)value, "interfaces/1");
        check.Same("n", read.Name);
    }
}
