// Attributes of the same names from elsewhere ask for nothing of ours.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("ours/{Id}")]
public sealed partial record Ours(int Id)
{
    [Theirs.StoreIgnore]
    public int Number { get; init; }
}

[Theirs.StoreKey("theirs/{Id}")]
public sealed partial record Other(int Id);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same(new Ours(1) { Number = 2 }, await check.RecordAsync<OursKey, Ours>(new(1) { Number = 2 }, "ours/1"));
    }
}
// file: Theirs.cs
namespace Theirs;

[System.AttributeUsage(System.AttributeTargets.Class)]
internal sealed class StoreKeyAttribute(string template) : System.Attribute
{
    public string Template { get; } = template;
}

[System.AttributeUsage(System.AttributeTargets.Property)]
internal sealed class StoreIgnoreAttribute : System.Attribute;
