// Protected internal types are seen in their assembly, private protected ones are not; each key is as visible as its type.
// rules: MOON0003
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

public abstract partial class Base
{
    [StoreKey("shared/{Id}")]
    protected internal sealed partial record Shared(int Id);

    [StoreKey("kept/{Id}")]
    private protected sealed partial record Kept(int Id);

    protected static async Task RunKeptAsync(RoundTrip check) =>
        check.Same(new Kept(2), await check.RecordAsync<KeptKey, Kept>(new(2), "kept/2"));
}

public sealed class Case : Base
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same(new Shared(1), await check.RecordAsync<SharedKey, Shared>(new(1), "shared/1"));
        await RunKeptAsync(check);
    }
}
