// A project with its own copies of attributes that emitted code uses, as projects for older frameworks have.
// hushed: CS0436
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples
{
    [StoreKey("poly/{Id}")]
    public sealed partial record Entry(int Id, string? Text);

    public static class Case
    {
        public static async Task RunAsync(RoundTrip check) =>
            check.Same(new Entry(1, "t"), await check.RecordAsync<EntryKey, Entry>(new(1, "t"), "poly/1"));
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class NotNullWhenAttribute(bool returnValue) : Attribute
    {
        public bool ReturnValue { get; } = returnValue;
    }
}

namespace System.CodeDom.Compiler
{
    [AttributeUsage(AttributeTargets.All)]
    internal sealed class GeneratedCodeAttribute(string? tool, string? version) : Attribute
    {
        public string? Tool { get; } = tool;

        public string? Version { get; } = version;
    }
}
