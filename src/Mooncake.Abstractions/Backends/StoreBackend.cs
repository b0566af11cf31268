using System.Runtime.CompilerServices;

namespace Mooncake.Backends;

/// <summary>
/// The contract that every engine fulfils: Mooncake's C ABI in its own shape, with guards in front of it. Synchronous,
/// blocking, and safe to call from many threads at once.
/// </summary>
/// <remarks>
/// <para>
/// Keys are pointers to NUL-terminated UTF-8 with their length in bytes, NUL not counted. No pointer is used after the call has
/// returned. Answers are those of the ABI: 0 or a count is success, a negative number is a <see cref="StoreErrorCode"/>.
/// </para>
/// <para>
/// The public methods hold the guards, so that no engine can be reached round them: a call before a successful
/// <see cref="Setup"/> or after <see cref="Dispose()"/> answers -600 (batches included, which crash the native library); a key
/// with a NUL inside it or none after it, a replica count of 0 and null memory never reach the engine; a key that stands twice in
/// one batch is split into successive calls, so that every get is filled and of two puts the first wins. An item of a batch that
/// no engine has answered for is -1, never a success.
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

    /// <summary>Takes what is constant about the engine.</summary>
    /// <param name="traits">What the engine is good at.</param>
    protected StoreBackend(BackendTraits traits) => Traits = traits;

    /// <summary>What the engine is good at.</summary>
    public BackendTraits Traits { get; }

    /// <summary>What the engine can do beyond this contract.</summary>
    /// <typeparam name="TCapability">The capability's interface, such as <see cref="IKeyScanner"/>.</typeparam>
    /// <returns>
    /// The capability, which lasts as long as the backend; null if the engine lacks it. An engine implements the interface itself. A decorator
    /// overrides this, so that it hides what it cannot pass on. The answer never changes: ask once.
    /// </returns>
    public virtual TCapability? GetCapability<TCapability>()
        where TCapability : class => this as TCapability;

    /// <summary>True between a successful <see cref="Setup"/> and <see cref="Dispose()"/>.</summary>
    public bool IsReady => _state == Ready;

    /// <summary>Why the last setup failed, where the engine says more than a code; null if it does not, or if no setup failed.</summary>
    public virtual SetupFailure? SetupFailure => null;

    /// <summary>Joins the cluster and mounts this client's segment. A second successful setup changes nothing and answers 0.</summary>
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
    /// <returns>0 healthy, 1 not set up or closed, 2 master unreachable.</returns>
    public int HealthCheck() => IsReady ? HealthCheckCore() : 1;

    /// <summary>Writes the name under which this client is known, NUL-terminated; before setup an empty one.</summary>
    /// <param name="destination">Where the name goes.</param>
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

    /// <summary>Leaves the cluster. Calls under way finish first or answer an error; later ones answer -600. Idempotent.</summary>
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

    /// <summary>Joins the cluster; called once at a time, and not again after it has answered 0.</summary>
    /// <param name="setup">The arguments.</param>
    /// <returns>0, or a <see cref="StoreErrorCode"/>.</returns>
    protected abstract int SetupCore(StoreSetup setup);

    /// <summary>See <see cref="HealthCheck"/>; called only when set up.</summary>
    /// <returns>0, 1 or 2.</returns>
    protected abstract int HealthCheckCore();

    /// <summary>See <see cref="GetHostname"/>; called only when set up, with room for at least one byte.</summary>
    /// <param name="destination">Where the name goes.</param>
    /// <returns>0, or -1 if it does not fit.</returns>
    protected abstract int GetHostnameCore(Span<byte> destination);

    /// <summary>Frees what the engine holds. Called at most once, perhaps while calls are under way: the engine waits for them or makes them safe.</summary>
    /// <param name="disposing">True from <see cref="Dispose()"/>.</param>
    protected abstract void Dispose(bool disposing);

    private static bool HoldsNul(string text, [CallerArgumentExpression(nameof(text))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(text, name);
        return text.Contains('\0', StringComparison.Ordinal);
    }
}
