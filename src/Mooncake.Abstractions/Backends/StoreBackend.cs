using System.Runtime.CompilerServices;

namespace Mooncake.Backends;

/// <summary>
/// The contract of every engine: Mooncake's C ABI, with guards for its arguments. Synchronous, blocking, and safe to call from many threads
/// at once.
/// </summary>
/// <remarks>
/// <para>
/// Keys are pointers to NUL-terminated UTF-8 with their length in bytes, NUL not counted. No pointer is used after the call has returned.
/// Return codes are those of the ABI: 0 or a count is success, a negative number is a <see cref="StoreErrorCode"/>.
/// </para>
/// <para>
/// The public methods contain the guards, so no call can bypass them. A call before a successful <see cref="Setup"/> or after
/// <see cref="Dispose()"/> returns -600 (including batches, which crash the native library). A key that contains a NUL or does not end with
/// one, a replica count of 0 and null memory never reach the engine. A batch with duplicate keys is split into successive calls, so every
/// get is filled, and the first of two puts wins. An item of a batch for which no engine has set a result is -1, never a success.
/// </para>
/// </remarks>
public abstract unsafe partial class StoreBackend : IDisposable
{
    private const int InvalidParams = (int)StoreErrorCode.InvalidParams;
    private const int InternalError = (int)StoreErrorCode.InternalError;

    private const int Created = 0;
    private const int Ready = 1;
    private const int Closed = 2;

    private readonly Lock _lifecycle = new();
    private volatile int _state = Created;

    /// <summary>Initializes the constants of the engine.</summary>
    /// <param name="traits">The engine's cost model.</param>
    protected StoreBackend(BackendTraits traits) => Traits = traits;

    /// <summary>The engine's cost model.</summary>
    public BackendTraits Traits { get; }

    /// <summary>Returns a capability of the engine beyond this contract.</summary>
    /// <typeparam name="TCapability">The capability's interface, such as <see cref="IKeyScanner"/>.</typeparam>
    /// <returns>
    /// The capability, valid as long as the backend; null if the engine lacks it. An engine implements the interface itself. A decorator
    /// overrides this method to hide capabilities that it cannot forward. The result never changes, so callers ask once.
    /// </returns>
    public virtual TCapability? GetCapability<TCapability>()
        where TCapability : class => this as TCapability;

    /// <summary>True between a successful <see cref="Setup"/> and <see cref="Dispose()"/>.</summary>
    public bool IsReady => _state == Ready;

    /// <summary>Why the last setup failed, if the engine can report more than a code; otherwise, or if no setup failed, null.</summary>
    public virtual SetupFailure? SetupFailure => null;

    /// <summary>Joins the cluster and mounts this client's segment. A second successful setup changes nothing and returns 0.</summary>
    /// <param name="setup">The arguments of the ABI's <c>setup</c>.</param>
    /// <returns>0, or a <see cref="StoreErrorCode"/>; on a closed backend, or for text with a NUL inside it, -600.</returns>
    /// <exception cref="ArgumentNullException">The setup or a text in it is null.</exception>
    public int Setup(StoreSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        bool endsEarly =
            HoldsNul(setup.LocalHostname)
            | HoldsNul(setup.MetadataServer)
            | HoldsNul(setup.Protocol)
            | HoldsNul(setup.DeviceName)
            | HoldsNul(setup.MasterServerAddress);
        if (endsEarly)
        {
            return InvalidParams;
        }

        lock (_lifecycle)
        {
            if (_state != Created)
            {
                return _state == Ready ? 0 : InvalidParams;
            }

            int answer = SetupCore(setup);
            if (answer == 0)
            {
                _state = Ready;
            }

            return answer;
        }
    }

    /// <summary>The engine's own view of its health.</summary>
    /// <returns>0 healthy, 1 not set up or closed, 2 master unreachable, 4 writes fail and reads succeed.</returns>
    public int HealthCheck() => IsReady ? HealthCheckCore() : 1;

    /// <summary>Writes the name under which this client is known, NUL-terminated; before setup an empty one.</summary>
    /// <param name="destination">The buffer for the name.</param>
    /// <returns>0, or -1 if <paramref name="destination"/> is too small for the name and its NUL.</returns>
    public int GetHostname(Span<byte> destination)
    {
        if (destination.IsEmpty)
        {
            return InternalError;
        }

        if (IsReady)
        {
            return GetHostnameCore(destination);
        }

        destination[0] = 0;
        return 0;
    }

    /// <summary>Leaves the cluster. Calls in progress finish first or return an error; later ones return -600. Idempotent.</summary>
    public void Dispose()
    {
        lock (_lifecycle)
        {
            if (_state == Closed)
            {
                return;
            }

            _state = Closed;
            Dispose(disposing: true);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Joins the cluster; calls never overlap, and none is made after one has returned 0.</summary>
    /// <param name="setup">The arguments.</param>
    /// <returns>0, or a <see cref="StoreErrorCode"/>.</returns>
    protected abstract int SetupCore(StoreSetup setup);

    /// <summary>See <see cref="HealthCheck"/>; called only when set up.</summary>
    /// <returns>0, 1, 2 or 4.</returns>
    protected abstract int HealthCheckCore();

    /// <summary>See <see cref="GetHostname"/>; called only after setup, with a buffer of at least one byte.</summary>
    /// <param name="destination">The buffer for the name.</param>
    /// <returns>0, or -1 if it does not fit.</returns>
    protected abstract int GetHostnameCore(Span<byte> destination);

    /// <summary>
    /// Frees the engine's resources. Called at most once, possibly while calls are in progress: the engine waits for them or makes them
    /// safe.
    /// </summary>
    /// <param name="disposing">True from <see cref="Dispose()"/>.</param>
    protected abstract void Dispose(bool disposing);

    private static bool HoldsNul(string text, [CallerArgumentExpression(nameof(text))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(text, name);
        return text.Contains('\0', StringComparison.Ordinal);
    }
}
