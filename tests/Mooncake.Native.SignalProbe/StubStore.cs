using System.Runtime.InteropServices;
using Mooncake.Backends;

namespace Mooncake.Native.SignalProbe;

/// <summary>Ways to open a store of the stub library.</summary>
internal static unsafe class StubStore
{
    /// <summary>Opens it through the backend.</summary>
    internal static NativeStoreBackend Open(string libraryPath)
    {
        if (!StoreLibrary.TryLoad(libraryPath, out StoreLibrary? library, out LibraryLoadFailure? failure))
        {
            throw new InvalidOperationException(failure.ToString());
        }

        return NativeStoreBackend.TryCreate(library, out NativeStoreBackend? backend) && backend.Setup(new StoreSetup()) == 0
            ? backend
            : throw new InvalidOperationException("The stub refused.");
    }

    /// <summary>Calls the library's <c>create</c> on the calling thread: the mistake that the backend exists to avoid.</summary>
    internal static void CreateOnThisThread(string libraryPath) =>
        ((delegate* unmanaged[Cdecl]<void*>)Export(libraryPath, "mooncake_store_create"))();

    /// <summary>Sends SIGTERM to this process.</summary>
    internal static void SendSelfSigterm(string libraryPath) =>
        ((delegate* unmanaged[Cdecl]<void>)Export(libraryPath, "stub_send_sigterm"))();

    private static nint Export(string libraryPath, string name) => NativeLibrary.GetExport(NativeLibrary.Load(libraryPath), name);
}
