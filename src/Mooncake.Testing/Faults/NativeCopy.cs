using System.Runtime.InteropServices;
using Mooncake.Backends;

namespace Mooncake.Testing;

/// <summary>A copy of bytes in native memory of its own, registered with a store for as long as it lives where asked for.</summary>
internal sealed unsafe class NativeCopy : IDisposable
{
    private const nuint PageSize = 4096;

    private readonly StoreBackend? _registeredWith;
    private byte* _bytes;

    /// <summary>Copies memory.</summary>
    /// <param name="source">Where the bytes are.</param>
    /// <param name="size">How many, at least 1.</param>
    /// <param name="registerWith">The store to register with, or null for none; see <see cref="RegistrationAnswer"/>.</param>
    internal NativeCopy(void* source, nuint size, StoreBackend? registerWith = null)
    {
        _bytes = (byte*)NativeMemory.AlignedAlloc(size, PageSize);
        NativeMemory.Copy(source, _bytes, size);
        Size = size;
        if (registerWith is not null)
        {
            RegistrationAnswer = registerWith.RegisterBuffer(_bytes, size);
            _registeredWith = RegistrationAnswer == 0 ? registerWith : null;
        }
    }

    /// <summary>The bytes, until dispose.</summary>
    internal byte* Bytes => _bytes;

    /// <summary>How many there are.</summary>
    internal nuint Size { get; }

    /// <summary>What the store answered to the registration; 0 if none was asked for.</summary>
    internal int RegistrationAnswer { get; }

    /// <summary>Undoes the registration and frees the memory. Memory that the store does not let go is never freed: it may still be written to.</summary>
    public void Dispose()
    {
        if (_bytes != null && (_registeredWith is null || _registeredWith.UnregisterBuffer(_bytes) == 0))
        {
            NativeMemory.AlignedFree(_bytes);
        }

        _bytes = null;
    }
}
