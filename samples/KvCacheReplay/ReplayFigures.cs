using System.Globalization;

namespace KvCacheReplay;

/// <summary>What a replay has counted.</summary>
internal sealed class ReplayFigures
{
    /// <summary>Requests replayed.</summary>
    internal long Requests { get; set; }

    /// <summary>Blocks looked up.</summary>
    internal long Blocks { get; set; }

    /// <summary>Blocks found.</summary>
    internal long Hits { get; set; }

    /// <summary>Blocks stored.</summary>
    internal long Puts { get; set; }

    /// <summary>Blocks that had been stored before and were gone.</summary>
    internal long Evictions { get; set; }

    /// <summary>Blocks whose bytes were not those that had been stored.</summary>
    internal long Mismatches { get; set; }

    /// <summary>Lookups and puts that failed.</summary>
    internal long Failures { get; set; }

    /// <summary>Payload bytes read and stored.</summary>
    internal long Bytes { get; set; }

    /// <summary>Share of blocks found.</summary>
    internal double HitRatio => Blocks == 0 ? 0 : (double)Hits / Blocks;

    /// <summary>The figures in one line, while the replay goes on.</summary>
    internal string Progress(int total) =>
        string.Create(CultureInfo.InvariantCulture, $"{Requests,8} of {total} requests   hit ratio {HitRatio:F4}   {Bytes >> 20,8} MiB");

    /// <summary>The figures, line by line, at the end.</summary>
    internal string Report(TimeSpan elapsed) => string.Create(CultureInfo.InvariantCulture, $"""
        requests         {Requests}
        blocks           {Blocks}
        hits             {Hits}
        hit ratio        {HitRatio:F4}
        evictions seen   {Evictions}
        mismatches       {Mismatches}
        failures         {Failures}
        operations/s     {(Blocks + Puts) / elapsed.TotalSeconds:F0}
        MiB/s            {Bytes / elapsed.TotalSeconds / (1 << 20):F1}
        """);
}
