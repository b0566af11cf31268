using Mooncake.Backends;

namespace Mooncake.Abstractions.Tests.Backends;

/// <summary>The split against a model, on random batches and on the worst ones.</summary>
public sealed unsafe class BatchSplitTests : IDisposable
{
    private readonly NativeArena _arena = new();

    public void Dispose() => _arena.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Split_RandomBatches_GroupsAsTheModelDoes(int seed)
    {
        Random random = new(seed);
        for (int batch = 0; batch < 200; batch++)
        {
            int count = random.Next(1, 40);
            string[] keys = [.. Enumerable.Range(0, count).Select(_ => $"k{random.Next(1 + count / 2)}")];
            int[] refusals = [.. keys.Select(_ => random.Next(5) == 0 ? -600 : 0)];

            Assert.Equal(Model(keys, refusals), Rounds(keys, refusals));
        }
    }

    [Fact]
    public void Split_MoreKeysThanFitOnTheStack_GroupsAsTheModelDoes()
    {
        string[] keys = [.. Enumerable.Range(0, 3000).Select(i => $"key-{i % 2900}")];

        Assert.Equal(Model(keys, new int[3000]), Rounds(keys, new int[3000]));
    }

    [Fact]
    public void Split_OneKeyManyTimes_IsARoundEachAndVisitsEveryItemOnce()
    {
        // Were a round to look at every item, this would be 4 * 10^10 steps.
        const int Count = 200_000;
        nint[] keys = new nint[Count];
        Array.Fill(keys, (nint)_arena.Text("k"));
        int[] lengths = new int[Count];
        Array.Fill(lengths, 1);
        int[] results = new int[Count];
        using BatchSplit split = BatchSplit.PlanIfNeeded<int>(keys, lengths, results, takesDuplicateKeys: false)!;

        int rounds = 0;
        while (split.TakeRound(keys, lengths))
        {
            split.IntResults[0] = rounds++;
            split.Scatter(0, results);
        }

        Assert.Equal(Count, rounds);
        Assert.Equal(Enumerable.Range(0, Count), results);
    }

    [Fact]
    public void Plan_NothingRefusedAndNoKeyTwice_IsNull()
    {
        nint[] keys = _arena.Texts("a", "b", "ab");

        Assert.Null(BatchSplit.PlanIfNeeded<int>(keys, [1, 1, 2], [0, 0, 0], takesDuplicateKeys: false));
    }

    [Fact]
    public void Plan_EverythingRefused_HasNoRound()
    {
        nint[] keys = _arena.Texts("a", "b");
        using BatchSplit split = BatchSplit.PlanIfNeeded<long>(keys, [1, 1], [-1, -600], takesDuplicateKeys: false)!;

        Assert.False(split.TakeRound(keys, [1, 1]));
    }

    [Fact]
    public void Keys_OneThePrefixOfTheOther_AreDifferent()
    {
        nint[] keys = _arena.Texts("aa", "a", "aaa", "");

        Assert.Null(BatchSplit.PlanIfNeeded<int>(keys, [2, 1, 3, 0], [0, 0, 0, 0], takesDuplicateKeys: false));
    }

    [Fact]
    public void Keys_ThatEndAlike_AreToldApartByAllOfTheirBytes()
    {
        string[] keys = [.. Enumerable.Range(0, 500).Select(static i => $"{i:D3}/the/end/of/every/key")];

        Assert.Null(BatchSplit.PlanIfNeeded<int>(_arena.Texts(keys), NativeArena.Lengths(keys), new int[keys.Length], takesDuplicateKeys: false));
        keys[499] = keys[0];
        Assert.Equal(Model(keys, new int[keys.Length]), Rounds(keys, new int[keys.Length]));
    }

    private List<string> Rounds(string[] keys, int[] refusals)
    {
        nint[] pointers = _arena.Texts(keys);
        int[] lengths = NativeArena.Lengths(keys);
        nuint[] places = [.. Enumerable.Range(0, keys.Length).Select(place => (nuint)place)];
        using BatchSplit? split = BatchSplit.PlanIfNeeded<int>(pointers, lengths, refusals, takesDuplicateKeys: false);
        if (split is null)
        {
            return [string.Join(' ', places)];
        }

        List<string> rounds = [];
        while (split.TakeRound(pointers, lengths, pointers, places))
        {
            foreach (int i in Enumerable.Range(0, split.Sizes.Length))
            {
                Assert.Equal(pointers[(int)split.Sizes[i]], split.Keys[i]);
                Assert.Equal(pointers[(int)split.Sizes[i]], split.Buffers[i]);
                Assert.Equal(lengths[(int)split.Sizes[i]], split.KeyLengths[i]);
            }

            rounds.Add(string.Join(' ', split.Sizes.ToArray()));
        }

        return rounds;
    }

    private static List<string> Model(string[] keys, int[] refusals) =>
    [
        .. Enumerable.Range(0, keys.Length)
            .Where(item => refusals[item] == 0)
            .GroupBy(item => Enumerable.Range(0, item).Count(earlier => refusals[earlier] == 0 && keys[earlier] == keys[item]))
            .OrderBy(round => round.Key)
            .Select(round => string.Join(' ', round)),
    ];
}
