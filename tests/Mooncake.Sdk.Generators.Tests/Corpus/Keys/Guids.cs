// A Guid in each of its formats.
using System;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("{A}/{B:D}/{C:N}/{D:B}/{E:P}")]
public sealed partial record Entry(Guid A, Guid B, Guid C, Guid D, Guid E);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Guid id = new("00112233-4455-6677-8899-aabbccddeeff");
        Entry value = new(id, id, id, id, id);
        check.Same(value, await check.RecordAsync<EntryKey, Entry>(value, $"{id:D}/{id:D}/{id:N}/{id:B}/{id:P}"));
    }
}
