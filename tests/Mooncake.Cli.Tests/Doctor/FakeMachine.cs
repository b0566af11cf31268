using Mooncake.Cli.Doctor.Machines;

namespace Mooncake.Cli.Tests.Doctor;

/// <summary>A machine that a test describes. As it is, it is a healthy Linux machine with one RDMA device.</summary>
internal sealed class FakeMachine : IMachine
{
    public TimeProvider Time { get; init; } = new FixedTime(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));

    internal Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, string> Files { get; } = new(StringComparer.Ordinal)
    {
        ["/proc/self/limits"] = "Limit                     Soft Limit           Hard Limit           Units\nMax locked memory         "
            + "unlimited            unlimited            bytes\n",
        ["/proc/meminfo"] = "MemTotal:       16777216 kB\nMemFree:         1000000 kB\nMemAvailable:   12582912 kB\n",
        ["/proc/sys/net/ipv4/ip_local_port_range"] = "32768\t60999\n",
        ["/sys/kernel/mm/transparent_hugepage/enabled"] = "always [madvise] never\n",
        ["/sys/fs/cgroup/memory.max"] = "max\n",
        ["/sys/fs/cgroup/cpu.max"] = "max 100000\n",
        ["/sys/fs/cgroup/pids.max"] = "max\n",
        ["/sys/class/infiniband/mlx5_0/ports/1/state"] = "4: ACTIVE\n",
    };

    internal Dictionary<string, string[]> Folders { get; } = new(StringComparer.Ordinal)
    {
        ["/sys/class/infiniband"] = ["mlx5_0"],
        ["/sys/class/infiniband/mlx5_0/ports"] = ["1"],
        ["/data"] = ["CURRENT", "LOCK"],
    };

    internal Dictionary<string, Answer> Answers { get; init; } = new(StringComparer.Ordinal);

    internal LibraryAnswer Library { get; set; } = new("/usr/lib/libmooncake_store.so");

    internal RoundTrip Trip { get; set; } = new(null, TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(1),
        TimeSpan.FromMilliseconds(1));

    internal long Free { get; set; } = 100L << 30;

    internal string? Unwritable { get; set; }

    internal bool IsFolderLocked { get; set; }

    /// <summary>The options of the last round trip.</summary>
    internal MooncakeStoreOptions? TripOptions { get; private set; }

    public string? Variable(string name) => Variables.GetValueOrDefault(name);

    public string? ReadText(string path) => Files.GetValueOrDefault(path);

    public IReadOnlyList<string>? List(string folder) => Folders.GetValueOrDefault(folder);

    public long? FreeBytes(string folder) => Free;

    public string? WriteProblem(string folder) => Unwritable;

    public bool IsLocked(string file) => IsFolderLocked;

    public Task<Answer> ConnectAsync(string host, int port, CancellationToken cancellation) => Task.FromResult(AnswerOf($"{host}:{port}"));

    public Task<Answer> GetAsync(Uri address, CancellationToken cancellation) => Task.FromResult(AnswerOf(address.Authority));

    public LibraryAnswer LoadLibrary(string? explicitPath) => Library;

    public Task<RoundTrip> TryRoundTripAsync(MooncakeStoreOptions options, CancellationToken cancellation)
    {
        TripOptions = options;
        return Task.FromResult(Trip);
    }

    private Answer AnswerOf(string address) =>
        Answers.GetValueOrDefault(address)
        ?? new Answer(null, TimeSpan.FromMilliseconds(1), 200, """{"service_ready":true}""", Time.GetUtcNow());

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
