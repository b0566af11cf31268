using System.Diagnostics;
using System.Reflection;

namespace Mooncake.Llm.Keys.Tests;

/// <summary>Hashing allocates nothing. Checked in Release only, where the other projects check it too.</summary>
[Trait("Asserts", "Allocations")]
public sealed class AllocationTests
{
    private static readonly int[] Tokens = [.. Enumerable.Range(1, 4096).Select(static i => i * 37 % 151_936)];

    private readonly BlockHash[] _hashes = new BlockHash[Tokens.Length];

    public static TheoryData<string> Names => Schemes.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void HashBlocks_OfAnyScheme_AllocatesNothing(string scheme)
    {
        TokenBlockKeys small = Schemes.Create(scheme, 16);
        TokenBlockKeys large = Schemes.Create(scheme, 1024);

        Assert.Equal(0, LeastOf(() => small.HashBlocks(Tokens, _hashes)));
        Assert.Equal(0, LeastOf(() => large.HashBlocks(Tokens, _hashes)));
    }

    [Fact]
    public void HashBlocks_WithExtraKeys_AllocatesNothing()
    {
        VllmBlockKeys keys = new(VllmHashAlgorithm.Sha256Cbor, "0", 16);
        VllmExtraKeys extra = new() { LoraName = "café", CacheSalt = "tenant", Media = [new("m1", 3, 40), new("m2", 99, 5)] };

        Assert.Equal(0, LeastOf(() => keys.HashBlocks(Tokens, extra, _hashes)));
    }

    [Fact]
    public void TryFormat_OfAHash_AllocatesNothing()
    {
        BlockHash hash = new Sha256BlockKeys("model", 1).HashBlocks([1])[0];
        char[] text = new char[64];
        byte[] utf8 = new byte[64];

        Assert.Equal(0, LeastOf(() => hash.TryFormat(text, out int a) && hash.TryFormat(utf8, out int b) ? a + b : 0));
    }

    private static long LeastOf(Func<int> call)
    {
        DebuggableAttribute? debuggable = typeof(TokenBlockKeys).Assembly.GetCustomAttribute<DebuggableAttribute>();
        Assert.SkipWhen(debuggable is { IsJITOptimizerDisabled: true }, "Allocations are asserted in Release builds: dotnet test -c Release.");
        long least = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            int result = call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.NotEqual(0, result);
        }

        return least;
    }
}
