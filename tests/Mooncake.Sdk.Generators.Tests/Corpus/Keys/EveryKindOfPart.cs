// Every kind of part, with literals of every kind between them: doubled braces, letters, digits of another base.
using System;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

public enum Quantization : byte { None, Int_4 = 4, Fp8 = 8, Alias = 8 }

[StoreKey("{{all}}/{Name}_{Tenant}/{Flag}-{Number}x{Hash:x32}:{Id}{{{Other:N}}}~{Kind}~{Named:G}~{Tail}", Set = "Lot", Integrity = StoreIntegrity.Identity, IsTrailerOptional = true)]
public readonly partial record struct Everything(
    string Name, string Tenant, bool Flag, short Number, UInt128 Hash, Guid Id, Guid Other, Quantization Kind, Quantization Named, long Tail);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Everything value = new("a_b", "c/d", true, -3, 255, Guid.Empty, Guid.Empty, Quantization.Fp8, Quantization.Int_4, -9);
        const string Zero = "00000000000000000000000000000000";
        check.Same(value, await check.RecordAsync<EverythingKey, Everything>(
            value, $"{{all}}/a%5Fb_c%2Fd/1--3x000000000000000000000000000000ff:00000000-0000-0000-0000-000000000000{{{Zero}}}~8~Int%5F4~-9"));
    }
}
