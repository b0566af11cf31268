// Members that hide inherited ones and are not stored themselves: static, constant, a method, a nested type, ignored.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

public class Base
{
    public int Static { get; set; }

    public int Constant { get; set; }

    public int Method { get; set; }

    public int Nested { get; set; }

    public int Ignored { get; set; }

    public int Kept { get; init; }
}

[StoreKey("hiding/{Kept}")]
public sealed partial class Entry : Base
{
    public new const int Constant = 2;

    public static new string Static { get; } = "s";

    [StoreIgnore]
    public new string Ignored { get; set; } = "i";

    public new int Method() => Kept;

    public new sealed class Nested;
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same(3, (await check.RecordAsync<EntryKey, Entry>(new() { Kept = 3 }, "hiding/3")).Kept);
    }
}
