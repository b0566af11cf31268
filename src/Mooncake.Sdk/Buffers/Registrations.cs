using Mooncake.Backends;

namespace Mooncake.Buffers;

/// <summary>
/// Registers memory with a backend, which may be a user's decorator: an exception from it becomes an error, because the pool's state must
/// stay correct and the registrar's thread must continue.
/// </summary>
internal static unsafe class Registrations
{
    private const int Threw = (int)StoreErrorCode.InternalError;

    /// <summary>Registers memory.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="pointer">The start.</param>
    /// <param name="bytes">Its size.</param>
    /// <returns>Null if it is registered, otherwise the error.</returns>
    internal static StoreError? Register(StoreBackend backend, void* pointer, nuint bytes)
    {
        try
        {
            int code = backend.RegisterBuffer(pointer, bytes);
            return code == 0 ? null : BufferErrors.RegistrationFailed(bytes, code, exception: null);
        }
#pragma warning disable CA1031 // The border to decorating backends: everything becomes an error.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return BufferErrors.RegistrationFailed(bytes, Threw, exception);
        }
    }

    /// <summary>Undoes <see cref="Register"/>. Closing a backend has already ended its registrations.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="pointer">The start.</param>
    /// <param name="bytes">Its size.</param>
    /// <returns>Null if the memory is no longer registered and may be freed, otherwise the error.</returns>
    internal static StoreError? Unregister(StoreBackend backend, void* pointer, nuint bytes)
    {
        if (!backend.IsReady)
        {
            return null;
        }

        try
        {
            int code = backend.UnregisterBuffer(pointer);

            // The backend may have closed in between, which explains its refusal.
            return code == 0 || !backend.IsReady ? null : BufferErrors.UnregistrationFailed(bytes, code, exception: null);
        }
#pragma warning disable CA1031 // The border to decorating backends: everything becomes an error.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return BufferErrors.UnregistrationFailed(bytes, Threw, exception);
        }
    }
}
