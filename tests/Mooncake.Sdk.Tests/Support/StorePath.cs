using Mooncake.Buffers;
using Mooncake.Testing;

namespace Mooncake.Support;

/// <summary>The ways that an operation takes to its backend.</summary>
public enum StorePath
{
    /// <summary>On the embedded engine's memory, where that is under test.</summary>
    InPlace,

    /// <summary>On the caller's thread, by way of registered buffers, where the embedded engine is under test.</summary>
    Buffers,

    /// <summary>Through lanes, in batches.</summary>
    Pipeline,
}

/// <summary>Opens stores whose operations take a given way.</summary>
internal static class StorePaths
{
    /// <summary>A store of its own.</summary>
    /// <param name="path">The way.</param>
    /// <param name="callBytes">The maximum size of a batch's native call in bytes, or null for the usual one.</param>
    internal static Task<MooncakeStore> OpenAsync(StorePath path, int? callBytes = null) => Stores.OpenAsync(options =>
    {
        options.DecorateBackend = path switch
        {
            StorePath.Buffers => static inner => new PlainBackend(inner),
            StorePath.Pipeline => static inner => new LatencyBackend(inner, TimeSpan.Zero, TimeProvider.System),
            _ => null,
        };
        if (callBytes is { } bytes)
        {
            options.BufferPool = new BufferPoolOptions { SlabBytes = bytes, MaxBytes = 2 * bytes };
        }
    });
}
