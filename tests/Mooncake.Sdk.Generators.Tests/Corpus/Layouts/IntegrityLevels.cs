// What the trailer protects, for each level, and where it may be missing.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("checksum/{Id}", Integrity = StoreIntegrity.Checksum)]
public sealed partial record Checksum(int Id);

[StoreKey("identity/{Id}", Integrity = StoreIntegrity.Identity, IsTrailerOptional = true)]
public sealed partial record Identity(int Id);

[StoreKey("none/{Id}", Integrity = StoreIntegrity.None)]
public sealed partial record None(int Id);

[StoreKey("unnamed/{Id}", Integrity = 0)]
public sealed partial record Unnamed(int Id);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same(new Checksum(1), await check.RecordAsync<ChecksumKey, Checksum>(new(1), "checksum/1"));
        check.Same(new Identity(2), await check.RecordAsync<IdentityKey, Identity>(new(2), "identity/2"));
        check.Same(new None(3), await check.RecordAsync<NoneKey, None>(new(3), "none/3"));
        check.Same(new Unnamed(4), await check.RecordAsync<UnnamedKey, Unnamed>(new(4), "unnamed/4"));
        MooncakeStore store = await check.StoreAsync();
        long with = (await new StoreSet<ChecksumKey, Checksum>(store).SizeOfAsync(1)).GetValueOrThrow();
        long without = (await new StoreSet<NoneKey, None>(store).SizeOfAsync(3)).GetValueOrThrow();
        check.Same(16L, with - without);
    }
}
