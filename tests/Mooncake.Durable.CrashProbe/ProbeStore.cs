using System.Globalization;
using System.Text;
using Mooncake.Backends;

namespace Mooncake.Durable.CrashProbe;

/// <summary>The store, whose calls take numbers of keys and versions of values.</summary>
internal sealed unsafe class ProbeStore : IDisposable
{
    /// <summary>An object that is not what was stored.</summary>
    internal const int Torn = -1;

    private readonly DurableStoreBackend _backend;

    /// <summary>Opens a folder.</summary>
    internal ProbeStore(DurableOptions options)
    {
        _backend = new DurableStoreBackend(options);
        bool isOpen = _backend.Setup(new StoreSetup { LocalBufferBytes = 1 << 20 }) == 0;
        Failure = isOpen ? null : $"{_backend.SetupFailure}";
    }

    /// <summary>Why the folder could not be opened; null if it is open.</summary>
    internal string? Failure { get; }

    /// <summary>Stores an object.</summary>
    /// <param name="key">The number of its key.</param>
    /// <param name="version">Its version.</param>
    /// <param name="condition">The condition.</param>
    internal int Put(int key, int version, PutCondition condition)
    {
        byte[] bytes = CrashValue.Of(key, version);
        fixed (byte* name = NameOf(key, out int length), value = bytes)
        {
            return _backend.PutIf(name, length, value, (nuint)bytes.Length, config: null, new PutTerms(condition), out _);
        }
    }

    /// <summary>Removes an object.</summary>
    internal int Remove(int key)
    {
        fixed (byte* name = NameOf(key, out int length))
        {
            return _backend.Remove(name, length, force: true);
        }
    }

    /// <summary>Asks whether an object exists.</summary>
    internal int Exists(int key)
    {
        fixed (byte* name = NameOf(key, out int length))
        {
            return _backend.IsExist(name, length);
        }
    }

    /// <summary>Reads an object.</summary>
    /// <param name="key">The number of its key.</param>
    /// <param name="takes">True to remove it as well.</param>
    /// <param name="version">Its version; 0 if there is none, <see cref="Torn"/> if its bytes are not whole.</param>
    internal long Get(int key, bool takes, out int version)
    {
        byte[] buffer = new byte[CrashValue.Largest];
        fixed (byte* name = NameOf(key, out int length), bytes = buffer)
        {
            long answer = takes
                ? _backend.Take(name, length, bytes, (nuint)buffer.Length, version: 0, out _)
                : _backend.GetInto(name, length, bytes, (nuint)buffer.Length);
            ReadOnlySpan<byte> found = answer > 0 ? buffer.AsSpan(0, (int)answer) : default;
            version = CrashValue.VersionOf(found);
            version = version == 0 || found.SequenceEqual(CrashValue.Of(key, version)) ? version : Torn;
            return answer;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _backend.Dispose();

    private static byte[] NameOf(int key, out int length)
    {
        byte[] name = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"crash/{key:d5}\0"));
        length = name.Length - 1;
        return name;
    }
}
