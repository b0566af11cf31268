// Members that are arguments, required, initialized only, computed, or keep their initializer.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples
{
    [StoreObject]
    public partial class Settings(string name)
    {
        public string Name { get; } = name;

        public required int Level { get; init; }

        [StoreKeepInitializer]
        public long Limit { get; set; } = 99;

        public int Computed => Level * 2;

        public Settings? @base { get; set; }
    }
}

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        Samples.Settings read = check.Value(new Samples.Settings("n") { Level = 4, @base = new("b") { Level = 5, Limit = 6 } });
        check.Same(("n", 4, 99L, 8), (read.Name, read.Level, read.Limit, read.Computed));
        check.Same(("b", 5, 6L, 10), (read.@base!.Name, read.@base.Level, read.@base.Limit, read.@base.Computed));
        return Task.CompletedTask;
    }
}
