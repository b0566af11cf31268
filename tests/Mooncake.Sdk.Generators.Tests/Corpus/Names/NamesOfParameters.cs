// Parts whose names, in camel case, are those of the parameters that stand beside them in the typed set's methods.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("p/{Set}/{Force}/{Options}/{CancellationToken}/{Store}/{Text}/{ID}/{Id}/{id}/{IOPath}")]
public sealed partial record Parameters(
    string Set, bool Force, int Options, string CancellationToken, string Store, string Text, string ID, string Id, string id, string IOPath);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Parameters value = new("s", true, 1, "c", "st", "t", "1", "2", "3", "4");
        check.Same(value, await check.RecordAsync<ParametersKey, Parameters>(value, "p/s/1/1/c/st/t/1/2/3/4"));
        StoreSet<ParametersKey, Parameters> set = new(await check.StoreAsync());
        check.Same(value, (await set.GetAsync("s", true, 1, "c", "st", "t", "1", "2", "3", "4")).GetValueOrThrow());
        check.Same(1L, (await set.RemoveByPrefixAsync("s", true, options_: RemoveOptions.Forced)).GetValueOrThrow().Removed);
    }
}
