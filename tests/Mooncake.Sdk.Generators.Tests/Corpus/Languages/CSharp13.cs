// C# 13: partial properties, collections as parameters, a type parameter that could be a ref struct.
// language: 13
// oldest: 13
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;
using System.Collections.Generic;

namespace Samples;

[StoreKey("thirteen/{Id}")]
public sealed partial class Entry
{
    private string _text = "";

    [StoreConstructor]
    public Entry(int id, params List<int> items) => (Id, Items) = (id, items);

    public int Id { get; }

    public List<int> Items { get; }

    public partial string Text { get; set; }
}

public sealed partial class Entry
{
    public partial string Text
    {
        get => _text;
        set => _text = value;
    }
}

public partial interface IAnything<T>
    where T : allows ref struct
{
    [StoreObject]
    public sealed partial record Part(int Id);
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Entry read = await check.RecordAsync<EntryKey, Entry>(new(1, 2, 3) { Text = "t" }, "thirteen/1");
        check.Same([2, 3], read.Items);
        check.Same("t", read.Text);
    }
}
