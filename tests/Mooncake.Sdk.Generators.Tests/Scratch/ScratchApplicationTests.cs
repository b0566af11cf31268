using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.CodeFixes;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Scratch;

/// <summary>An application as a new user may write it, with ten typical mistakes, under all rules and fixes at once.</summary>
public class ScratchApplicationTests
{
    /// <summary>The ten, in the order of the text.</summary>
    private static readonly string[] Mistakes =
    [
        "MOON0001", "MOON0020", "MOON0012", "MOON0022", "MOON0508", "MOON0503", "MOON0500", "MOON0502", "MOON0506", "MOON0501",
    ];

    private const string Application = """
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Mooncake;

        namespace Inference;

        [StoreKey("session/{User}/{Id:D6}")]
        public sealed record [|Session|](string User, int Id, string Title);

        [StoreKey("turn/{[|Sesion|]}/{Number}")]
        public sealed partial record Turn(int Session, int Number, string Text);

        [StoreKey("shard/{Model}[|{Rank}|]")]
        public sealed partial record Shard(string Model, int Rank, byte[] Weights);

        [StoreKey("score/{Model}/{[|Rate|]}")]
        public sealed partial record Score(string Model, double Rate);

        [StoreKey("kv/{Model}/{Block:x16}")]
        public sealed partial record KvBlock(string Model, ulong Block, ReadOnlyMemory<byte> Payload);

        public sealed class BlockCache
        {
            public ReadOnlyMemory<byte> Last { get; private set; }

            public async Task<KvBlock> WarmUpAsync(IReadOnlyList<KvBlock> blocks, KvBlockKey first, KvBlockKey second)
            {
                MooncakeStore [|store|] = (await MooncakeStore.OpenAsync("embedded://")).GetValueOrThrow();
                foreach (KvBlock block in blocks)
                {
                    StoreResult put = await [|store.KvBlocks.PutAsync(block)|];
                    put.ThrowIfFailed();
                }

                [|await store.KvBlocks.RemoveAsync(second)|];
                if ((await [|store.KvBlocks.ExistsAsync(second)|]).IsFound)
                {
                    KvBlock found = (await store.KvBlocks.GetAsync(second)).GetValueOrThrow();
                    return found;
                }

                using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(first)).GetValueOrThrow();
                Last = [|lease.Value.Payload|];
                return (await store.KvBlocks.GetAsync(first)).[|Value|];
            }
        }
        """;

    [Fact]
    public async Task Application_WithTenMistakes_IsToldOfEachAtItsPlace()
    {
        string source = UseHarness.Unmark(Application, out string[] expected);
        Diagnostic[] found = await UseHarness.RunAsync(UseHarness.Generate(source), Instances<DiagnosticAnalyzer>(typeof(StoreGenerator).Assembly));
        Assert.Equal(Mistakes.Length, expected.Length);
        Assert.Equal(
            Mistakes.Zip(expected, static (id, place) => $"{id} {place}"),
            found.Select(diagnostic => $"{diagnostic.Id} {UseHarness.Describe(diagnostic, source)}"));
    }

    [Fact]
    public async Task Application_WhoseUserTakesEveryFix_HasOnlyWhatNeedsADecision()
    {
        (string source, string[] left) = await CodeFixHarness.MendAsync(
            UseHarness.Unmark(Application, out _),
            Instances<DiagnosticAnalyzer>(typeof(StoreGenerator).Assembly),
            Instances<CodeFixProvider>(typeof(SyntaxCodeFixProvider).Assembly));
        Assert.Equal(["MOON0022", "MOON0506"], left);
        string[] mends =
        [
            "public sealed partial record Session(",
            "\"turn/{Session}/{Number}\"",
            "\"shard/{Model}/{Rank}\"",
            "await using MooncakeStore store = ",
            "foreach (StoreResult put in await store.KvBlocks.PutManyAsync(blocks))",
            "(await store.KvBlocks.RemoveAsync(second)).ThrowIfFailed();",
            "if ((await store.KvBlocks.GetAsync(second)).TryGetValue(out KvBlock? found))",
            "return (await store.KvBlocks.GetAsync(first)).GetValueOrThrow();",
        ];
        Assert.All(mends, mend => Assert.Contains(mend, source, StringComparison.Ordinal));
    }

    private static T[] Instances<T>(Assembly assembly) =>
        [.. assembly.GetTypes().Where(static type => type.IsAssignableTo(typeof(T)) && !type.IsAbstract).Select(static type => (T)Activator.CreateInstance(type)!)];
}
