// Color Color: a member with the name of its type, or of a namespace that emitted code uses.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

public enum Color { Red, Blue }

[StoreObject]
public sealed partial record Shade(Color Color);

[StoreKey("{Color:G}/{System}/{Guid}")]
public sealed partial record Paint(Color Color, string System, System.Guid Guid, Shade Shade, int Mooncake, int StoreErrorCode, string Unsafe);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Paint value = new(Color.Blue, "s", System.Guid.Empty, new(Color.Red), 1, 2, "u");
        check.Same(value, await check.RecordAsync<PaintKey, Paint>(value, "Blue/s/00000000-0000-0000-0000-000000000000"));
    }
}
