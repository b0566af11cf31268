using System.Globalization;
using Mooncake.Durable.CrashProbe;
using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Crashes;

/// <summary>
/// A process that writes is killed at random moments, and its folder is opened again: everything acknowledged is there and right, nothing
/// is torn, and nothing comes back. MOONCAKE_CRASHES sets how often (8 by default), MOONCAKE_STRESS_SEED the seed.
/// </summary>
public sealed class CrashTests
{
    private const long SmallestFreeBytes = 600_000;
    private const long LargestFreeBytes = 2_000_000;

    /// <summary>How many kills there are in all.</summary>
    internal static readonly int Crashes = ReadVariable("MOONCAKE_CRASHES", 8);

    /// <summary>What the random choices follow from.</summary>
    internal static readonly int Seed = ReadVariable("MOONCAKE_STRESS_SEED", 1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DurableSync.Commit)]
    [InlineData(DurableSync.Process)]
    public async Task Store_WhoseWriterIsKilled_HoldsWhatWasAcknowledged(DurableSync sync)
    {
        using TestFolder folder = new();
        CrashModel model = new();
        Random random = new(Seed);
        CrashWriter writer = new(ProbeMode.Writes, sync);
        int rounds = Math.Max(1, Crashes / 2);
        for (int round = 0; round < rounds; round++)
        {
            string context = $"seed {Seed}, {sync}, kill {round + 1} of {rounds}";
            await RunAsync(writer, folder.Path, random, model, context);
            Compare(folder.Path, model, context);
        }
    }

    /// <remarks>The free space decides in which write, flush or compaction the disk becomes full.</remarks>
    [Theory]
    [InlineData(DurableSync.Commit)]
    [InlineData(DurableSync.Process)]
    public async Task Store_WhoseWriterIsKilledOnAFullDisk_HoldsWhatWasAcknowledged(DurableSync sync)
    {
        using SmallDisk? disk = SmallDisk.TryMount("64m");
        Assert.SkipWhen(disk is null, "This process may not mount a file system.");
        string folder = Path.Combine(disk.Path, "store");
        CrashModel model = new();
        Random random = new(Seed);
        CrashWriter writer = new(ProbeMode.FullDisk, sync, MostMicroseconds: 20_000) { Awaited = "F" };
        int rounds = Math.Max(2, Crashes / 8);
        for (int round = 0; round < rounds; round++)
        {
            string context = $"seed {Seed}, {sync}, full disk, kill {round + 1} of {rounds}";
            disk.LeaveFree(random.NextInt64(SmallestFreeBytes, LargestFreeBytes));
            await RunAsync(writer, folder, random, model, context);
            disk.Free();
            Compare(folder, model, context, mayMistakeTheLog: true);
        }

        Assert.True(model is { Failures: > 0, Acknowledgements: > 0 });
    }

    private static async Task RunAsync(CrashWriter writer, string folder, Random random, CrashModel model, string context) =>
        (await writer.RunAndKillAsync(folder, random, model.LastVersion, context, Stop)).ForEach(model.Read);

    /// <param name="folder">The store's folder.</param>
    /// <param name="model">What has to be there.</param>
    /// <param name="context">For messages.</param>
    /// <param name="mayMistakeTheLog">
    /// True on a disk that was full: RocksDB may then have recorded a size of its log that includes a record which it could not write. Opening
    /// reports damage, and the recovery that the error names has to bring back everything (docs/durable.md).
    /// </param>
    private static void Compare(string folder, CrashModel model, string context, bool mayMistakeTheLog = false)
    {
        DurableOptions options = new() { Folder = folder, Sync = DurableSync.Process };
        if (mayMistakeTheLog && FailureOf(options) is { } failure)
        {
            Assert.Contains("Mismatched size of the WAL", failure, StringComparison.Ordinal);
            options = options with { Recovery = DurableRecovery.ToDamage };
        }

        using TestStore store = new(options);
        Assert.True(store.SetupAnswer == 0, $"{context}: {store.Backend.SetupFailure}");
        model.Settle(store, context);
    }

    private static string? FailureOf(DurableOptions options)
    {
        using TestStore store = new(options);
        return store.SetupAnswer == 0 ? null : $"{store.Backend.SetupFailure}";
    }

    private static int ReadVariable(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
