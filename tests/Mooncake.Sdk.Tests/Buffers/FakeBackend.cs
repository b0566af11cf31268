using System.Collections.Concurrent;
using Mooncake.Backends;

namespace Mooncake.Buffers;

/// <summary>A backend that knows registrations only: it keeps their books as the store does, and can refuse, throw or hang.</summary>
internal sealed unsafe class FakeBackend : StoreBackend
{
    private readonly ConcurrentDictionary<nint, nuint> _registered = new();
    private int _registrations;
    private int _unregistrations;

    internal FakeBackend(bool roundTripIsFree = true)
        : base(new BackendTraits(roundTripIsFree, TakesDuplicateKeys: true)) => Setup(new StoreSetup());

    /// <summary>Registrations that hold now: start and size.</summary>
    internal IReadOnlyDictionary<nint, nuint> Registered => _registered;

    internal int Registrations => _registrations;

    internal int Unregistrations => _unregistrations;

    /// <summary>What the next registrations answer; 0 to carry them out.</summary>
    internal volatile int RegisterAnswer;

    /// <summary>What the next unregistrations answer; 0 to carry them out.</summary>
    internal volatile int UnregisterAnswer;

    /// <summary>Thrown by registrations if it is set.</summary>
    internal Exception? RegisterException { get; set; }

    /// <summary>Registrations wait for it.</summary>
    internal ManualResetEventSlim Gate { get; } = new(initialState: true);

    /// <summary>Set when a registration has begun.</summary>
    internal ManualResetEventSlim Entered { get; } = new();

    protected override int RegisterBufferCore(void* buffer, nuint size)
    {
        Interlocked.Increment(ref _registrations);
        Entered.Set();
        Gate.Wait();
        if (RegisterException is { } exception)
        {
            throw exception;
        }

        if (RegisterAnswer != 0)
        {
            return RegisterAnswer;
        }

        foreach ((nint start, nuint length) in _registered)
        {
            if ((nint)buffer < start + (nint)length && start < (nint)buffer + (nint)size)
            {
                return (int)StoreErrorCode.InvalidParams;
            }
        }

        return _registered.TryAdd((nint)buffer, size) ? 0 : (int)StoreErrorCode.InvalidParams;
    }

    protected override int UnregisterBufferCore(void* buffer)
    {
        Interlocked.Increment(ref _unregistrations);
        if (UnregisterAnswer != 0)
        {
            return UnregisterAnswer;
        }

        return _registered.TryRemove((nint)buffer, out _) ? 0 : (int)StoreErrorCode.InvalidParams;
    }

    protected override int SetupCore(StoreSetup setup) => 0;

    protected override int HealthCheckCore() => 0;

    protected override int GetHostnameCore(Span<byte> destination) => -1;

    protected override int PutCore(byte* key, int keyLength, void* value, nuint size, ReplicateConfig* config) => -1;

    protected override int PutFromCore(byte* key, int keyLength, void* buffer, nuint size, ReplicateConfig* config) => -1;

    protected override long GetIntoCore(byte* key, int keyLength, void* buffer, nuint size) => -1;

    protected override int IsExistCore(byte* key, int keyLength) => -1;

    protected override long GetSizeCore(byte* key, int keyLength) => -1;

    protected override int RemoveCore(byte* key, int keyLength, bool force) => -1;

    protected override long RemoveByRegexCore(byte* pattern, int patternLength, bool force) => -1;

    protected override long RemoveAllCore(bool force) => -1;

    protected override int BatchPutFromCore(
        ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, ReadOnlySpan<nint> buffers, ReadOnlySpan<nuint> sizes, ReplicateConfig* config, Span<int> results) => -1;

    protected override int BatchGetIntoCore(
        ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, ReadOnlySpan<nint> buffers, ReadOnlySpan<nuint> sizes, Span<long> results) => -1;

    protected override int BatchIsExistCore(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, Span<int> results) => -1;

    protected override void Dispose(bool disposing) => _registered.Clear();
}
