using Mooncake.Backends;

namespace Mooncake.Buffers;

/// <summary>
/// Registers memory with a backend, which may be a user's decorator: whatever it throws becomes an error, because the pool's
/// books have to stay right and the registrar's thread has to live.
/// </summary>
internal static unsafe class Registrations
{
    private const int Threw = (int)StoreErrorCode.InternalError;

    /// <summary>Registers memory.</summary>
    /// <param name="backend">Where.</param>
    /// <param name="pointer">The start.</param>
    /// <param name="bytes">Its size.</param>
    /// <returns>Null if it is registered, else why it is not.</returns>
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

    /// <summary>Undoes <see cref="Register"/>. A backend that is closed has taken its registrations with it.</summary>
    /// <param name="backend">Where.</param>
    /// <param name="pointer">The start.</param>
    /// <param name="bytes">Its size.</param>
    /// <returns>Null if the memory is not registered any more and may be freed, else why it is.</returns>
    internal static StoreError? Unregister(StoreBackend backend, void* pointer, nuint bytes)
    {
        if (!backend.IsReady)
        {
            return null;
        }

        try
        {
            int code = backend.UnregisterBuffer(pointer);

            // The backend may have closed in between: its refusal then says just that.
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
