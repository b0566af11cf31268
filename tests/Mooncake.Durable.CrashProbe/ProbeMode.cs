namespace Mooncake.Durable.CrashProbe;

/// <summary>What the probe does.</summary>
internal enum ProbeMode
{
    /// <summary>Replaces and removes objects (<see cref="WriteLoop"/>); a write that fails ends it.</summary>
    Writes,

    /// <summary>The same, on a disk that fills up: writes that find it full are reported.</summary>
    FullDisk,

    /// <summary>Concurrent calls about a few keys (<see cref="HistoryLoop"/>).</summary>
    History,

    /// <summary>Runs out of file descriptors (<see cref="FewFiles"/>), and ends by itself.</summary>
    FewFiles,
}
