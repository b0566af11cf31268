namespace Mooncake.Cli.Doctor;

/// <summary>What a newcomer is told: the three engines, and how to start with each.</summary>
internal static class ThreeWays
{
    /// <summary>The lines.</summary>
    internal static IReadOnlyList<string> Lines { get; } =
    [
        "Three ways to start:",
        "",
        "  embedded://             In the process of your program, in memory. Needs nothing.",
        "                          mooncake bench --connect embedded://",
        "",
        "  durable://./data        In a folder on disk, which survives a crash. Needs nothing.",
        "                          mooncake put greeting --text hello --connect durable://./data",
        "",
        "  mooncake://host:50051   The memory of a cluster. Needs Linux, libmooncake_store.so (built from Mooncake's sources with",
        "                          -DWITH_STORE_C_SHARED=ON; MOONCAKE_STORE_LIBRARY names it), and mooncake_master on some host.",
        "                          mooncake doctor --connect mooncake://host:50051",
        "",
        "MOONCAKE_CONNECTION names the store where --connect is not given.",
    ];
}
