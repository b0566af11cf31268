// A ref struct cannot be stored, but can stand around what is.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

public readonly ref partial struct Cursor
{
    [StoreKey("cursors/{Id}")]
    public sealed partial record Mark(int Id);
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same(new Cursor.Mark(1), await check.RecordAsync<Cursor.MarkKey, Cursor.Mark>(new(1), "cursors/1"));
    }
}
