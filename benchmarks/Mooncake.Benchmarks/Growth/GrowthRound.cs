namespace Mooncake.Benchmarks.Growth;

/// <summary>The times of one round.</summary>
internal sealed class GrowthRound
{
    /// <summary>Storing all objects, one by one.</summary>
    internal TimeSpan Puts { get; set; }

    /// <summary>Reading objects, one by one.</summary>
    internal TimeSpan Gets { get; set; }

    /// <summary>The end of a client without objects, beside the one that has all of them.</summary>
    internal TimeSpan Leave { get; set; }

    /// <summary>A removal by a prefix that no key has.</summary>
    internal TimeSpan RemovalOfNone { get; set; }

    /// <summary>A removal by the prefix of all keys.</summary>
    internal TimeSpan RemovalOfAll { get; set; }

    /// <summary>The end of the store, with all objects in it.</summary>
    internal TimeSpan Disposal { get; set; }
}
