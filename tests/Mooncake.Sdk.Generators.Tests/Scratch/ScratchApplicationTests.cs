using System.Globalization;
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
    /// <summary>The ten, in the order of the text, with the part of the message that says what to do.</summary>
    private static readonly (string Id, string Advice)[] Mistakes =
    [
        ("MOON0001", "; declare it 'partial'"),
        ("MOON0020", "; did you mean 'Session'?"),
        ("MOON0012", "; insert a separator such as '/'"),
        ("MOON0022", "; equal numbers can have different texts; use an integer in a fixed unit"),
        ("MOON0508", "; declare it with 'await using'"),
        ("MOON0503", "; use 'PutManyAsync', which handles all items in batch calls"),
        ("MOON0500", "; check it, throw on failure, or discard it with '_ ='"),
        ("MOON0502", "; read directly and use TryGetValue"),
        ("MOON0506", "; copy the bytes with ToArray(), or read with GetAsync"),
        ("MOON0507", "or deadlock; await it"),
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
                MooncakeStore [|store|] = await MooncakeStore.OpenAsync("embedded://");
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
                return [|store.KvBlocks.GetAsync(first).Result|].GetValueOrThrow();
            }
        }
        """;

    [Fact]
    public async Task Application_WithTenMistakes_IsToldOfEachAtItsPlace()
    {
        string source = MarkedText.Unmark(Application, out string[] expected);
        Diagnostic[] found = await UseHarness.RunAsync(UseHarness.Generate(source), Instances<DiagnosticAnalyzer>(typeof(StoreGenerator).Assembly));
        Assert.Equal(Mistakes.Length, expected.Length);
        Assert.Equal(
            Mistakes.Zip(expected, static (mistake, place) => $"{mistake.Id} {place}"),
            found.Select(diagnostic => $"{diagnostic.Id} {MarkedText.Describe(diagnostic.Location, source)}"));
        Assert.All(Mistakes.Zip(found), static pair =>
            Assert.Contains(pair.First.Advice, pair.Second.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Application_WhoseUserTakesEveryFix_HasOnlyWhatNeedsADecision()
    {
        (string source, string[] left) = await CodeFixHarness.MendAsync(
            MarkedText.Unmark(Application, out _),
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
