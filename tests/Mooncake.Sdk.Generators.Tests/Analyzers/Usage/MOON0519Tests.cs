using Mooncake.Sdk.Generators.Analyzers.Usage;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Usage;

/// <summary>MOON0519: why there are no drafts of a type.</summary>
public class MOON0519Tests
{
    private const string NoMember =
        "it has no member of type Memory, ReadOnlyMemory or array whose elements are numbers, enums or plain structs";

    [Theory]
    [InlineData("int Number", NoMember)]
    [InlineData("string[] Texts, bool[] Flags, decimal[] Prices, DateTime[] Times, List<int> Numbers", NoMember)]
    [InlineData("int[,] Grid, byte[][] Rows, ReadOnlyMemory<byte>? Maybe", NoMember)]
    [InlineData("ReadOnlyMemory<byte> First, Memory<float> Second", "several of its members could be the payload: 'First', 'Second'")]
    [InlineData("byte[] First, int Number, float[] Second", "several of its members could be the payload: 'First', 'Second'")]
    public async Task CreateDraft_TypeWithoutAPayload_IsFlaggedWithTheReason(string members, string reason) => Assert.Equal(
        [$"error MOON0519 CreateDraftAsync: There are no drafts of 'Entry', because {reason}; use PutAsync"],
        await AnalyzerHarness.RunAsync<TypeWithoutDraftsAnalyzer>(Source($"public sealed partial record Entry(string Id, {members});"), "CS1061"));

    [Fact]
    public async Task CreateDraft_MemoryPackableType_IsFlagged() => Assert.Equal(
        ["error MOON0519 CreateDraftAsync: There are no drafts of 'Entry', because MemoryPack serializes it; use PutAsync"],
        await AnalyzerHarness.RunAsync<TypeWithoutDraftsAnalyzer>(
            Source("[MemoryPack.MemoryPackable] public sealed partial record Entry(string Id, byte[] Data);"), "CS1061"));

    [Theory]
    [InlineData("ReadOnlyMemory<byte> Data")]
    [InlineData("Memory<double> Data, int[] Shape, byte[] Mask")]
    [InlineData("Guid[] Ids, string[] Texts")]
    [InlineData("DayOfWeek[] Days, bool[] Flags")]
    public async Task CreateDraft_TypeWithAPayload_IsNotFlagged(string members) =>
        Assert.Empty(await AnalyzerHarness.RunAsync<TypeWithoutDraftsAnalyzer>(Source(
            $"public sealed partial record Entry(string Id, {members}, string? Note);")));

    [Fact]
    public async Task CreateDraft_WrongArguments_IsNotFlagged() =>
        Assert.Empty(await AnalyzerHarness.RunAsync<TypeWithoutDraftsAnalyzer>(
            Source("public sealed partial record Entry(string Id, byte[] Data, string? Note);", "\"text\", 3"), "CS1503"));

    [Fact]
    public async Task CreateDraft_GeneratedInANamespaceWithoutUsing_IsNotFlagged() =>
        Assert.Empty(await AnalyzerHarness.RunAsync<TypeWithoutDraftsAnalyzer>(
            """
            using System;
            using Mooncake;

            namespace Stored
            {
                [StoreKey("entry/{Id}")]
                public sealed partial record Entry(string Id, byte[] Data, string? Note);
            }

            namespace Used
            {
                public static class User
                {
                    public static void Run(StoreSet<Stored.EntryKey, Stored.Entry> set, Stored.Entry value) =>
                        set.CreateDraftAsync(value, 3);
                }
            }
            """,
            "CS1061"));

    [Fact]
    public async Task CreateDraft_OfAnotherLibrary_IsNotFlagged() =>
        Assert.Empty(await AnalyzerHarness.RunAsync<TypeWithoutDraftsAnalyzer>(
            """
            public readonly struct StoreSet<TKey, T>
            {
            }

            public static class User
            {
                public static void Run(StoreSet<int, string> set) => set.CreateDraftAsync("value", 3);
            }
            """,
            "CS1061"));

    [Fact]
    public async Task OtherMissingMethod_IsNotFlagged() =>
        Assert.Empty(await AnalyzerHarness.RunAsync<TypeWithoutDraftsAnalyzer>(
            Source("public sealed partial record Entry(string Id);", call: "set.CreateDraft(value, 3)"), "CS1061"));

    private static string Source(string declaration, string arguments = "value, 3", string? call = null) =>
        $$"""
        using System;
        using System.Collections.Generic;
        using Mooncake;

        namespace Samples;

        [StoreKey("entry/{Id}")]
        {{declaration}}

        public static class User
        {
            public static void Run(StoreSet<EntryKey, Entry> set, Entry value) => {{call ?? $"set.CreateDraftAsync({arguments})"}};
        }
        """;
}
