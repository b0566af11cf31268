// The template and the set's name are constants from elsewhere.
// whole: Samples.Entry.StoreObject
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

internal static class Templates
{
    internal const string Root = "const/";
    internal const string Set = nameof(Templates);
}

[StoreKey(Templates.Root + "{Id}", Set = Templates.Set)]
internal sealed partial record Entry(int Id);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same(new Entry(1), await check.RecordAsync<EntryKey, Entry>(new(1), "const/1"));
    }
}
