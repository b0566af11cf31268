using Mooncake.Durable.CrashProbe;
using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Crashes;

/// <summary>
/// Threads of a process put, get, replace, remove and take a few keys until the process is killed. With what the store holds after it is
/// opened again, all answers are ones that a store with one call at a time could have given: a call that had an answer happened, and a call
/// without one happened or not. MOONCAKE_CRASHES sets how often.
/// </summary>
public sealed class CrashHistoryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DurableSync.Commit)]
    [InlineData(DurableSync.Process)]
    public async Task History_ThatAKillEnds_IsLinearizable(DurableSync sync)
    {
        using TestFolder folder = new();
        Random random = new(CrashTests.Seed);
        CrashWriter writer = new(ProbeMode.History, sync, MostMicroseconds: 20_000) { Awaited = "E" };
        int lastVersion = 0;
        int rounds = Math.Max(2, CrashTests.Crashes / 8);
        for (int round = 0; round < rounds; round++)
        {
            string context = $"seed {CrashTests.Seed}, {sync}, kill {round + 1} of {rounds}";
            CrashHistory history = new();
            using (TestStore before = new(folder))
            {
                history.AddContent(before, isBefore: true);
            }

            (await writer.RunAndKillAsync(folder.Path, random, lastVersion, context, Stop)).ForEach(history.Read);
            history.Kill();
            using (TestStore after = new(folder))
            {
                Assert.True(after.SetupAnswer == 0, $"{context}: {after.Backend.SetupFailure}");
                history.AddContent(after, isBefore: false);
            }

            string? wrong = history.Explain();
            Assert.True(wrong is null, $"{context}: {wrong}");
            lastVersion = Math.Max(lastVersion, history.LastVersion);
        }
    }
}
