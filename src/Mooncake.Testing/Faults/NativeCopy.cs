using System.Runtime.InteropServices;
using Mooncake.Backends;

namespace Mooncake.Testing;

/// <summary>A copy of bytes in native memory, registered with a store during its lifetime if requested.</summary>
internal sealed unsafe class NativeCopy : IDisposable
{
    private const nuint PageSize = 4096;

    private readonly StoreBackend? _registeredWith;
    private byte* _bytes;

    /// <summary>Copies memory.</summary>
    /// <param name="source">The source.</param>
    /// <param name="size">The number of bytes, at least 1.</param>
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

    /// <summary>The number of bytes.</summary>
    internal nuint Size { get; }

    /// <summary>The store's return code for the registration; 0 if none was requested.</summary>
    internal int RegistrationAnswer { get; }

    /// <summary>
    /// Undoes the registration and frees the memory. Memory that the store does not unregister is never freed: it may still be written to.
    /// </summary>
    public void Dispose()
    {
        if (_bytes != null && (_registeredWith is null || _registeredWith.UnregisterBuffer(_bytes) == 0))
        {
            NativeMemory.AlignedFree(_bytes);
        }

        _bytes = null;
    }
}
