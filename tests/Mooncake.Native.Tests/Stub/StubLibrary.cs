using System.Runtime.InteropServices;
using System.Text;
using Mooncake.Backends;

namespace Mooncake.Native.Tests.Stub;

/// <summary>A loaded copy of the stub: the store library that the code under test uses, and the stub's own levers.</summary>
internal sealed unsafe class StubLibrary
{
    private readonly nint _module;

    internal StubLibrary(string path)
    {
        Assert.True(StoreLibrary.TryLoad(path, out StoreLibrary? library, out LibraryLoadFailure? failure), failure?.ToString());
        Library = library;
        _module = NativeLibrary.Load(path);
    }

    internal StoreLibrary Library { get; }

    internal ulong ThisThread => ((delegate* unmanaged[Cdecl]<ulong>)Export("stub_this_thread"))();

    internal ulong CreateThread => ((delegate* unmanaged[Cdecl]<ulong>)Export("stub_create_thread"))();

    internal ulong DestroyThread => ((delegate* unmanaged[Cdecl]<ulong>)Export("stub_destroy_thread"))();

    internal int LiveStores => ((delegate* unmanaged[Cdecl]<int>)Export("stub_live_stores"))();

    /// <summary>A backend on which <c>setup</c> has succeeded; the calls so far are forgotten.</summary>
    internal NativeStoreBackend OpenBackend()
    {
        NativeStoreBackend backend = CreateBackend();
        Assert.Equal(0, backend.Setup(new StoreSetup()));
        TakeLog();
        return backend;
    }

    internal NativeStoreBackend CreateBackend()
    {
        Assert.True(NativeStoreBackend.TryCreate(Library, out NativeStoreBackend? backend));
        return backend;
    }

    /// <summary>What every function answers from now on.</summary>
    internal void SetAnswer(long answer) => ((delegate* unmanaged[Cdecl]<long, void>)Export("stub_set_answer"))(answer);

    internal void FailCreate() => Call("stub_fail_create");

    /// <summary>Makes every function wait before it answers, until <see cref="Release"/>.</summary>
    internal void Hold() => Call("stub_hold");

    /// <summary>Waits until a call is waiting.</summary>
    internal void AwaitHeld() => Call("stub_await_held");

    internal void Release() => Call("stub_release");

    /// <summary>The calls since the last look, a line each.</summary>
    internal string TakeLog()
    {
        byte[] text = new byte[1 << 16];
        fixed (byte* start = text)
        {
            ((delegate* unmanaged[Cdecl]<byte*, nuint, void>)Export("stub_take_log"))(start, (nuint)text.Length);
        }

        return Encoding.UTF8.GetString(text, 0, Array.IndexOf(text, (byte)0)).TrimEnd('\n');
    }

    internal nuint[] ConfigLayout()
    {
        nuint[] six = new nuint[6];
        fixed (nuint* start = six)
        {
            ((delegate* unmanaged[Cdecl]<nuint*, void>)Export("stub_config_layout"))(start);
        }

        return six;
    }

    private void Call(string name) => ((delegate* unmanaged[Cdecl]<void>)Export(name))();

    private nint Export(string name) => NativeLibrary.GetExport(_module, name);
}
