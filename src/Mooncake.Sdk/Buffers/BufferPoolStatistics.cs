namespace Mooncake.Buffers;

/// <summary>A pool's figures at one moment; taken without stopping it, so under load they can be off by the calls in progress.</summary>
/// <param name="Slabs">Registered slabs.</param>
/// <param name="DedicatedBuffers">Registered buffers larger than a slab's largest class, rented and idle.</param>
/// <param name="IdleDedicatedBuffers">Those of them that are retained for reuse.</param>
/// <param name="RegisteredBytes">Bytes registered, or being registered.</param>
/// <param name="MaxBytes">The limit of <paramref name="RegisteredBytes"/>.</param>
/// <param name="RentedBuffers">Rented buffers.</param>
/// <param name="RentedBytes">Bytes of their blocks.</param>
/// <param name="CachedBuffers">Free buffers in the per-processor caches.</param>
/// <param name="Waiting">Callers waiting for a buffer.</param>
/// <param name="QuarantinedBytes">Bytes that could not be unregistered and are therefore never freed.</param>
/// <param name="FailedRegistrations">Registrations that the backend has refused so far.</param>
internal readonly record struct BufferPoolStatistics(
    int Slabs,
    int DedicatedBuffers,
    int IdleDedicatedBuffers,
    long RegisteredBytes,
    long MaxBytes,
    long RentedBuffers,
    long RentedBytes,
    long CachedBuffers,
    int Waiting,
    long QuarantinedBytes,
    long FailedRegistrations);
