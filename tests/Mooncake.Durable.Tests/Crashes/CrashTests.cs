using System.Globalization;
using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Crashes;

/// <summary>
/// A process that writes is killed at random moments, and its folder is opened again: everything acknowledged is there and right, nothing
/// is
/// torn, and nothing comes back. MOONCAKE_CRASHES sets how often (8 by default), MOONCAKE_STRESS_SEED the seed.
/// </summary>
public sealed class CrashTests
{
    /// <summary>How many kills there are in all.</summary>
    internal static readonly int Crashes = ReadVariable("MOONCAKE_CRASHES", 8);
    private static readonly int Seed = ReadVariable("MOONCAKE_STRESS_SEED", 1);

    [Theory]
    [InlineData(DurableSync.Commit)]
    [InlineData(DurableSync.Process)]
    public async Task Store_WhoseWriterIsKilled_HoldsWhatWasAcknowledged(DurableSync sync)
    {
        using TestFolder folder = new();
        CrashModel model = new();
        Random random = new(Seed);
        int rounds = Math.Max(1, Crashes / 2);
        for (int round = 0; round < rounds; round++)
        {
            string context = $"seed {Seed}, {sync}, kill {round + 1} of {rounds}";
            await CrashWriter.RunAndKillAsync(folder, sync, random, model, context, TestContext.Current.CancellationToken);
            using TestStore store = new(folder);
            Assert.True(store.SetupAnswer == 0, $"{context}: {store.Backend.SetupFailure}");
            model.Settle(store, context);
        }
    }

    private static int ReadVariable(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
