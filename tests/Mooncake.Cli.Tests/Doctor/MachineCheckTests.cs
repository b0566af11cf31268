using Mooncake.Cli.Doctor;
using Mooncake.Cli.Doctor.Checks;
using Mooncake.Cli.Doctor.Machines;

namespace Mooncake.Cli.Tests.Doctor;

public sealed class MachineCheckTests : CheckTest
{
    private const string Durable = "durable:///data";

    [Fact]
    public Task HugePages_ThatTheSystemGives_AreGood() => AssertGoodAsync(new HugePagesCheck(), "embedded://?huge-pages=on");

    [Theory]
    [InlineData("embedded://?huge-pages=on", nameof(Verdict.Warning))]
    [InlineData("embedded://", nameof(Verdict.Note))]
    public Task HugePages_ThatTheSystemDoesNotGive_AreFound(string connection, string verdict)
    {
        Machine.Files["/sys/kernel/mm/transparent_hugepage/enabled"] = "always madvise [never]\n";
        return AssertFindsAsync(new HugePagesCheck(), connection, Enum.Parse<Verdict>(verdict), "");
    }

    [Fact]
    public Task Memory_ThatIsEnough_IsGood() => AssertGoodAsync(new MemoryCheck(), "embedded://?segment=1GiB");

    [Theory]
    [InlineData("14GiB", nameof(Verdict.Warning))]
    [InlineData("64GiB", nameof(Verdict.Failure))]
    public Task Memory_ThatIsLessThanTheSegment_IsFound(string segment, string verdict) =>
        AssertFindsAsync(new MemoryCheck(), $"embedded://?segment={segment}", Enum.Parse<Verdict>(verdict), "GiB");

    [Fact]
    public Task Container_WithoutLimits_IsGood() => AssertGoodAsync(new ContainerCheck(), "embedded://");

    [Theory]
    [InlineData("memory.max")]
    [InlineData("memory/memory.limit_in_bytes")]
    public Task Container_WithLessMemoryThanTheSegment_IsAFailure(string file)
    {
        Machine.Files.Remove("/sys/fs/cgroup/memory.max");
        Machine.Files[$"/sys/fs/cgroup/{file}"] = $"{256L << 20}\n";
        return AssertFindsAsync(new ContainerCheck(), "embedded://?segment=512MiB", Verdict.Failure, "256.0 MiB");
    }

    [Fact]
    public Task Container_WithPartOfAProcessor_IsAWarning()
    {
        Machine.Files["/sys/fs/cgroup/cpu.max"] = "50000 100000\n";
        return AssertFindsAsync(new ContainerCheck(), "embedded://", Verdict.Warning, "0.5 of a processor");
    }

    [Fact]
    public Task Container_WithFewThreads_IsAWarning()
    {
        Machine.Files["/sys/fs/cgroup/pids.max"] = "20\n";
        return AssertFindsAsync(new ContainerCheck(), "embedded://", Verdict.Warning, "20 threads");
    }

    [Fact]
    public Task Folder_WithAStore_IsGood() => AssertGoodAsync(new DurableFolderCheck(), Durable);

    [Fact]
    public Task Folder_ThatDoesNotExist_IsANote() =>
        AssertFindsAsync(new DurableFolderCheck(), "durable:///none", Verdict.Note, "no store yet");

    [Fact]
    public Task Folder_WithOtherFiles_IsAFailure()
    {
        Machine.Folders["/data"] = ["photo.jpg"];
        return AssertFindsAsync(new DurableFolderCheck(), Durable, Verdict.Failure, "other files");
    }

    [Fact]
    public Task Folder_WithoutFreeSpace_IsAFailure()
    {
        Machine.Free = 1 << 20;
        return AssertFindsAsync(new DurableFolderCheck(), Durable, Verdict.Failure, "1.0 MiB free");
    }

    [Fact]
    public Task Folder_ThatCannotBeWritten_IsAFailure()
    {
        Machine.Unwritable = "Access denied.";
        return AssertFindsAsync(new DurableFolderCheck(), Durable, Verdict.Failure, "Access denied.");
    }

    [Fact]
    public Task Folder_ThatCannotBeWrittenAndIsOnlyRead_IsGood()
    {
        Machine.Unwritable = "Access denied.";
        return AssertGoodAsync(new DurableFolderCheck(), $"{Durable}?read-only=on");
    }

    [Fact]
    public Task Folder_ThatAnotherProcessHasOpen_IsAWarning()
    {
        Machine.IsFolderLocked = true;
        return AssertFindsAsync(new DurableFolderCheck(), Durable, Verdict.Warning, "Another process");
    }

    [Fact]
    public Task Clock_ThatAgreesWithTheMasters_IsGood() => AssertGoodAsync(new ClockCheck(), Tcp);

    [Fact]
    public Task Clock_ThatDiffersFromTheMasters_IsAWarning()
    {
        Machine.Answers["master:9003"] = new Answer(null, TimeSpan.Zero, 200, "", Machine.Time.GetUtcNow().AddMinutes(3));
        return AssertFindsAsync(new ClockCheck(), Tcp, Verdict.Warning, "180.0 s");
    }

    [Fact]
    public async Task Clock_InThePast_IsAFailure()
    {
        FakeMachine machine = new() { Time = new OldTime() };
        IReadOnlyList<Finding> findings = await new ClockCheck().RunAsync(new Patient(machine, null,
            TestContext.Current.CancellationToken));

        Assert.Equal(Verdict.Failure, Assert.Single(findings).Verdict);
    }

    [Fact]
    public Task RoundTrip_ThatWorks_IsGood() => AssertGoodAsync(new RoundTripCheck(), "embedded://");

    [Fact]
    public Task RoundTrip_ThatFails_IsAFailureWithTheStoresOwnWords()
    {
        StoreError error = new(StoreErrorCode.InvalidVersion, StoreOperation.Open, "The store has format version 9.",
            "Update the package.");
        Machine.Trip = new RoundTrip(error, TimeSpan.Zero, null, TimeSpan.Zero);
        return AssertFindsAsync(new RoundTripCheck(), Durable, Verdict.Failure, "format version 9");
    }

    [Fact]
    public async Task RoundTrip_OnACluster_LendsNoMemory()
    {
        StoreError error = new(StoreErrorCode.NoAvailableHandle, StoreOperation.Put, "There is no room.", "Add memory.");
        Machine.Trip = new RoundTrip(error, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);

        await AssertFindsAsync(new RoundTripCheck(), Tcp, Verdict.Warning, "no client lends memory");

        Assert.Equal(0, Machine.TripOptions!.SegmentBytes);
    }

    [Fact]
    public async Task RoundTrip_BesideAProcessThatWrites_OnlyReads()
    {
        Machine.IsFolderLocked = true;

        await AssertGoodAsync(new RoundTripCheck(), Durable);

        Assert.Equal("on", Machine.TripOptions!.Registered.Settings["read-only"]);
    }

    [Fact]
    public Task RoundTrip_InAFolderThatDoesNotExist_IsNotMade() => AssertSilentAsync(new RoundTripCheck(), "durable:///none");

    private sealed class OldTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }
}
