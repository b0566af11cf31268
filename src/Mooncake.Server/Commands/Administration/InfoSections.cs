using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Mooncake.Server.Commands.Administration;

/// <summary>The sections of INFO.</summary>
internal static class InfoSections
{
    /// <summary>The sections in their order, with what writes them.</summary>
    internal static (string Name, Action<InfoText> Write)[] All { get; } =
    [
        ("Server", WriteServer),
        ("Clients", WriteClients),
        ("Memory", WriteMemory),
        ("Persistence", WritePersistence),
        ("Stats", WriteStats),
        ("Replication", WriteReplication),
        ("CPU", WriteProcessor),
        ("Cluster", static info => info.Field("cluster_enabled", 0)),
        ("Keyspace", WriteKeyspace),
    ];

    private static void WriteServer(InfoText info)
    {
        long uptime = (long)Stopwatch.GetElapsedTime(info.Server.StartedAt).TotalSeconds;
        info.Field("redis_version", InfoCommand.RedisVersion);
        info.Field("redis_mode", "standalone");
        info.Field("mooncake_version", typeof(InfoSections).Assembly.GetName().Version?.ToString(3) ?? "0");
        info.Field("mooncake_engine", info.Server.Engine.Store.Engine.ToString().ToLowerInvariant());
        info.Field("os", RuntimeInformation.OSDescription);
        info.Field("arch_bits", IntPtr.Size * 8);
        info.Field("process_id", Environment.ProcessId);
        info.Field("run_id", info.Server.RunId);
        info.Field("tcp_port", info.Server.Port);
        info.Field("uptime_in_seconds", uptime);
        info.Field("uptime_in_days", uptime / 86_400);
    }

    private static void WriteClients(InfoText info)
    {
        info.Field("connected_clients", info.Server.Clients.Count);
        info.Field("maxclients", info.Server.Options.MaxClients);
        info.Field("blocked_clients", 0);
    }

    private static void WriteMemory(InfoText info)
    {
        StoreStatistics figures = StatisticsOf(info);
        long resident = Environment.WorkingSet;
        info.Bytes("used_memory", figures.UsedBytes);
        info.Bytes("used_memory_rss", resident);
        info.Bytes("used_memory_peak", figures.UsedBytes);
        info.Bytes("maxmemory", figures.CapacityBytes);
        info.Field("maxmemory_policy", "allkeys-lru");
        info.Field("mem_fragmentation_ratio", resident / (double)Math.Max(figures.UsedBytes, 1), "0.00");
    }

    private static void WritePersistence(InfoText info)
    {
        info.Field("loading", 0);
        info.Field("rdb_bgsave_in_progress", 0);
        info.Field("aof_enabled", 0);
        info.Field("aof_last_write_status", WritesFail(info) ? "err" : "ok");
    }

    private static void WriteStats(InfoText info)
    {
        StoreStatistics figures = StatisticsOf(info);
        long commands = info.Server.Commands;
        info.Field("total_connections_received", info.Server.Clients.Accepted);
        info.Field("total_commands_processed", commands);
        info.Field("instantaneous_ops_per_sec", info.Server.Rate.Of(commands));
        info.Field("total_net_input_bytes", info.Server.BytesIn);
        info.Field("total_net_output_bytes", info.Server.BytesOut);
        info.Field("rejected_connections", info.Server.Clients.Rejected);
        info.Field("expired_keys", figures.Expirations);
        info.Field("evicted_keys", figures.Evictions);
        info.Field("keyspace_hits", figures.Hits);
        info.Field("keyspace_misses", figures.Misses);
        info.Field("pubsub_channels", info.Server.Channels.ChannelCount);
        info.Field("pubsub_patterns", info.Server.Channels.PatternCount);
    }

    private static void WriteReplication(InfoText info)
    {
        info.Field("role", "master");
        info.Field("connected_slaves", 0);
        info.Field("master_replid", info.Server.RunId);
        info.Field("master_repl_offset", 0);
    }

    private static void WriteProcessor(InfoText info)
    {
        // Not on iOS and tvOS, where no server runs.
        Environment.ProcessCpuUsage usage = OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() ? default : Environment.CpuUsage;
        info.Field("used_cpu_sys", usage.PrivilegedTime.TotalSeconds, "0.000000");
        info.Field("used_cpu_user", usage.UserTime.TotalSeconds, "0.000000");
    }

    private static void WriteKeyspace(InfoText info)
    {
        StoreStatistics figures = StatisticsOf(info);
        if (figures.Objects > 0)
        {
            info.Field("db0", string.Create(CultureInfo.InvariantCulture, $"keys={figures.Objects},expires=0,avg_ttl=0"));
        }
    }

    /// <summary>Asks in-process engines only: they have statistics. The answer of a cluster can take long.</summary>
    private static bool WritesFail(InfoText info) =>
        info.Server.Engine.Statistics is not null && (StoreHealth)info.Server.Engine.Backend.HealthCheck() == StoreHealth.WritesFail;

    // An engine without statistics shows zeros.
    private static StoreStatistics StatisticsOf(InfoText info) =>
        info.Server.Engine.Statistics is { } source && source.GetStatistics(out StoreStatistics figures) == 0 ? figures : default;
}
