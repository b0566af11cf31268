using Mooncake.Cli.Doctor;
using Mooncake.Cli.Doctor.Checks;
using Mooncake.Cli.Doctor.Machines;

namespace Mooncake.Cli.Tests.Doctor;

public sealed class ClusterCheckTests : CheckTest
{
    private static readonly Answer Refused = new("Connection refused", TimeSpan.Zero);

    [Fact]
    public Task Library_ThatLoads_IsGood() => AssertGoodAsync(new LibraryCheck(), Tcp);

    [Fact]
    public Task Library_OfAnotherEngine_IsNotLookedFor() => AssertSilentAsync(new LibraryCheck(), "embedded://");

    [Fact]
    public Task Library_ThatIsNotThere_IsAFailure()
    {
        Machine.Library = new LibraryAnswer(null, "tried a, b", "Build it.");
        return AssertFindsAsync(new LibraryCheck(), Tcp, Verdict.Failure, "tried a, b");
    }

    [Fact]
    public Task Library_ThatIsNotThereOnANewMachine_IsANote()
    {
        Machine.Library = new LibraryAnswer(null, "tried a, b", "Build it.");
        return AssertFindsAsync(new LibraryCheck(), null, Verdict.Note, "There is none.");
    }

    [Fact]
    public Task Library_WithAMissingDependency_NamesIt()
    {
        Machine.Library = new LibraryAnswer(null, "tried a", "Install the package.", "libibverbs.so.1");
        return AssertFindsAsync(new LibraryCheck(), null, Verdict.Failure, "It needs libibverbs.so.1");
    }

    [Fact]
    public Task Library_WithoutFunctionsOfTheAbi_NamesThem()
    {
        Machine.Library = new LibraryAnswer(null, "tried a", "Build a newer one.", null, ["mooncake_store_get_size"]);
        return AssertFindsAsync(new LibraryCheck(), Tcp, Verdict.Failure, "mooncake_store_get_size");
    }

    [Fact]
    public Task MasterPort_ThatAccepts_IsGood() => AssertGoodAsync(new MasterPortCheck(), Tcp);

    [Fact]
    public Task MasterPort_ThatRefuses_IsAFailure()
    {
        Machine.Answers["master:50051"] = Refused;
        return AssertFindsAsync(new MasterPortCheck(), Tcp, Verdict.Failure, "Connection refused");
    }

    [Fact]
    public Task MasterHttp_ThatAnswers_IsGood() => AssertGoodAsync(new MasterHttpCheck(), Tcp);

    [Fact]
    public Task MasterHttp_ThatDoesNotAnswer_IsAWarning()
    {
        Machine.Answers["master:9003"] = Refused;
        return AssertFindsAsync(new MasterHttpCheck(), Tcp, Verdict.Warning, "master:9003 does not answer");
    }

    [Theory]
    [InlineData(503, "")]
    [InlineData(200, """{"role":"standby","service_ready":false}""")]
    public Task MasterHttp_OfAMasterThatDoesNotServe_IsAWarning(int status, string body)
    {
        Machine.Answers["master:9003"] = new Answer(null, TimeSpan.Zero, status, body);
        return AssertFindsAsync(new MasterHttpCheck(), Tcp, Verdict.Warning, "does not serve");
    }

    [Fact]
    public Task MasterHttp_OfAnotherProgram_IsAWarning()
    {
        Machine.Answers["master:9003"] = new Answer(null, TimeSpan.Zero, 404);
        return AssertFindsAsync(new MasterHttpCheck(), Tcp, Verdict.Warning, "no Mooncake master");
    }

    [Theory]
    [InlineData("")]
    [InlineData("&metadata=http://meta:8080/metadata")]
    [InlineData("&metadata=etcd://meta:2379")]
    public Task Metadata_ThatAnswersOrIsNotNeeded_IsGood(string setting) => AssertGoodAsync(new MetadataCheck(), Tcp + setting);

    [Theory]
    [InlineData("http://meta:8080/metadata", "meta:8080")]
    [InlineData("etcd://meta:2379", "meta:2379")]
    public Task Metadata_ThatDoesNotAnswer_IsAFailure(string server, string address)
    {
        Machine.Answers[address] = Refused;
        return AssertFindsAsync(new MetadataCheck(), $"{Tcp}&metadata={server}", Verdict.Failure, "does not answer");
    }

    [Theory]
    [InlineData(Rdma)]
    [InlineData($"{Rdma}&device=mlx5_0")]
    public Task NetworkCards_ThatExistAndAreActive_AreGood(string connection) => AssertGoodAsync(new RdmaDeviceCheck(), connection);

    [Fact]
    public Task NetworkCards_ForRdmaWithoutADevice_AreAFailure()
    {
        Machine.Folders.Remove("/sys/class/infiniband");
        return AssertFindsAsync(new RdmaDeviceCheck(), Rdma, Verdict.Failure, "there is no RDMA device");
    }

    [Fact]
    public Task NetworkCards_ForTcpWithoutADevice_AreGood()
    {
        Machine.Folders.Remove("/sys/class/infiniband");
        return AssertGoodAsync(new RdmaDeviceCheck(), Tcp);
    }

    [Fact]
    public Task NetworkCards_ThatTcpDoesNotUse_AreANote() => AssertFindsAsync(new RdmaDeviceCheck(), Tcp, Verdict.Note, "mlx5_0");

    [Fact]
    public Task NetworkCards_OfAnotherName_AreAFailure() =>
        AssertFindsAsync(new RdmaDeviceCheck(), $"{Rdma}&device=mlx5_7", Verdict.Failure, "mlx5_7");

    [Fact]
    public Task NetworkCards_WithoutALink_AreAWarning()
    {
        Machine.Files["/sys/class/infiniband/mlx5_0/ports/1/state"] = "1: DOWN\n";
        return AssertFindsAsync(new RdmaDeviceCheck(), Rdma, Verdict.Warning, "no active port");
    }

    [Fact]
    public Task Discovery_WithoutItsVariables_HasNothingToSay() => AssertSilentAsync(new DiscoveryCheck(), Rdma);

    [Fact]
    public Task Discovery_WithFiltersThatFit_IsGood()
    {
        Machine.Variables["MC_MS_FILTERS"] = "mlx5_0";
        return AssertGoodAsync(new DiscoveryCheck(), Rdma);
    }

    [Theory]
    [InlineData("0", null, "", nameof(Verdict.Failure), "turns discovery off")]
    [InlineData("1", null, "&device=mlx5_0", nameof(Verdict.Warning), "has no effect")]
    [InlineData("yes", null, "", nameof(Verdict.Warning), "ignores")]
    [InlineData("1", "mlx5_9", "", nameof(Verdict.Failure), "mlx5_9")]
    [InlineData("1", "mlx5_0,mlx5_9", "", nameof(Verdict.Warning), "mlx5_9")]
    [InlineData("0", "mlx5_0", "&device=mlx5_0", nameof(Verdict.Warning), "discovery is off")]
    public Task Discovery_ThatDoesNotFit_IsFound(string discovery, string? filters, string setting, string verdict, string text)
    {
        Machine.Variables["MC_MS_AUTO_DISC"] = discovery;
        if (filters is not null)
        {
            Machine.Variables["MC_MS_FILTERS"] = filters;
        }

        return AssertFindsAsync(new DiscoveryCheck(), Rdma + setting, Enum.Parse<Verdict>(verdict), text);
    }

    [Fact]
    public Task Ports_OfANamedMachine_AreGood() => AssertGoodAsync(new PortsCheck(), Tcp);

    [Fact]
    public Task Ports_OfLocalhostWithARemoteMaster_AreAFailure() =>
        AssertFindsAsync(new PortsCheck(), "mooncake://master:50051?segment=1GiB", Verdict.Failure, "localhost");

    [Fact]
    public Task Ports_OfLocalhostForAPureClient_AreGood() => AssertGoodAsync(new PortsCheck(), "mooncake://master:50051?segment=0");

    [Fact]
    public Task Ports_ThatAreFew_AreAWarning()
    {
        Machine.Files["/proc/sys/net/ipv4/ip_local_port_range"] = "60000 60100\n";
        return AssertFindsAsync(new PortsCheck(), Tcp, Verdict.Warning, "60000 to 60100");
    }

    [Fact]
    public Task Memlock_WithoutALimit_IsGood() => AssertGoodAsync(new MemlockCheck(), Rdma);

    [Fact]
    public Task Memlock_ThatIsTooSmallForRdma_IsAFailure()
    {
        Machine.Files["/proc/self/limits"] = "Max locked memory         8388608              8388608              bytes\n";
        return AssertFindsAsync(new MemlockCheck(), Rdma, Verdict.Failure, "8.0 MiB");
    }

    [Fact]
    public Task Memlock_ForTcp_DoesNotMatter() => AssertSilentAsync(new MemlockCheck(), Tcp);
}
