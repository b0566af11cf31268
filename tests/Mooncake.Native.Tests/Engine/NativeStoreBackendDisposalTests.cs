using System.Runtime.CompilerServices;
using Mooncake.Backends;
using Mooncake.Native.Tests.Stub;

namespace Mooncake.Native.Tests.Engine;

/// <summary>When, and on which thread, a store is destroyed.</summary>
public sealed unsafe class NativeStoreBackendDisposalTests(StubCompiler compiler) : IDisposable
{
    private readonly NativeArena _arena = new();

    public void Dispose() => _arena.Dispose();

    [Fact]
    public void Dispose_NoCallUnderWay_HasDestroyedWhenItReturns()
    {
        StubLibrary stub = new(compiler.Complete());
        NativeStoreBackend backend = stub.OpenBackend();
        Assert.False(backend.Closed.IsCompleted);

        backend.Dispose();

        Assert.Equal("destroy store", stub.TakeLog());
        Assert.Equal(stub.ThisThread, stub.DestroyThread);
        Assert.True(backend.Closed.IsCompletedSuccessfully);
    }

    [Fact]
    public void Dispose_WithoutSetup_DestroysToo()
    {
        StubLibrary stub = new(compiler.Complete());
        NativeStoreBackend backend = stub.CreateBackend();

        backend.Dispose();
        backend.Dispose();

        Assert.Equal("create\ndestroy store", stub.TakeLog());
    }

    [Fact]
    public void Dispose_CallUnderWay_DestroysAfterItHasReturnedAndNotOnItsThread()
    {
        StubLibrary stub = new(compiler.Complete());
        NativeStoreBackend backend = stub.OpenBackend();
        nint key = (nint)_arena.Text("k");
        stub.Hold();
        ulong callThread = 0;
        long answer = 0;
        Thread caller = new(() =>
        {
            callThread = stub.ThisThread;
            answer = backend.GetSize((byte*)key, 1);
        });
        caller.Start();
        stub.AwaitHeld();

        backend.Dispose();
        Assert.Equal("get_size store key=k", stub.TakeLog());
        Assert.False(backend.Closed.IsCompleted);
        AssertAnswersClosed(backend, (byte*)key);

        stub.Release();
        caller.Join();
        Assert.True(DestroyThread.AwaitAll(TimeSpan.FromMinutes(1)));

        Assert.True(backend.Closed.IsCompletedSuccessfully);
        Assert.Equal(1L << 40, answer);
        Assert.Equal("get_size returns\ndestroy store", stub.TakeLog());
        Assert.NotEqual(callThread, stub.DestroyThread);
        Assert.NotEqual(stub.ThisThread, stub.DestroyThread);
    }

    [Fact]
    public void Calls_ThatRaceWithDispose_AnswerTheLibrarysNumberOrClosed()
    {
        StubLibrary stub = new(compiler.Complete());
        nint key = (nint)_arena.Text("k");
        for (int round = 0; round < 50; round++)
        {
            NativeStoreBackend backend = stub.OpenBackend();
            int wrong = 0;
            Thread[] callers =
            [
                .. Enumerable.Range(0, 3).Select(_ => new Thread(() =>
                {
                    int answer;
                    while ((answer = backend.IsExist((byte*)key, 1)) == 1)
                    {
                    }

                    Interlocked.Add(ref wrong, answer == -600 ? 0 : 1);
                })),
            ];
            Array.ForEach(callers, caller => caller.Start());
            backend.Dispose();
            Array.ForEach(callers, caller => caller.Join());
            Assert.Equal(0, wrong);
            Assert.True(DestroyThread.AwaitAll(TimeSpan.FromMinutes(1)));
            Assert.True(backend.Closed.IsCompletedSuccessfully);
            Assert.DoesNotContain("WRONG", stub.TakeLog(), StringComparison.Ordinal);
        }

        Assert.Equal(0, stub.LiveStores);
    }

    [Fact]
    public void Finalizer_ForgottenBackend_DestroysOnAThreadOfItsOwn()
    {
        StubLibrary stub = new(compiler.Complete());
        FinalizerWitness.Stub = stub;
        Forget(stub);

        // The finalizer thread hands the store on and does not wait; the store is gone once that thread is done as well.
        for (int i = 0; stub.LiveStores > 0 && i < 1000; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.True(DestroyThread.AwaitAll(TimeSpan.FromMinutes(1)));
        }

        Assert.Equal(0, stub.LiveStores);
        Assert.NotEqual(0UL, FinalizerWitness.Thread);
        Assert.NotEqual(FinalizerWitness.Thread, stub.DestroyThread);
        Assert.NotEqual(stub.ThisThread, stub.DestroyThread);
    }

    [Fact]
    public void Create_RunsOnAThreadOfItsOwn()
    {
        StubLibrary stub = new(compiler.Complete());
        using NativeStoreBackend backend = stub.CreateBackend();

        Assert.NotEqual(0UL, stub.CreateThread);
        Assert.NotEqual(stub.ThisThread, stub.CreateThread);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(StubLibrary stub)
    {
        _ = new FinalizerWitness();
        _ = stub.OpenBackend();
    }

    private static void AssertAnswersClosed(NativeStoreBackend backend, byte* key)
    {
        int[] results = [0];
        Assert.Equal(-600, backend.IsExist(key, 1));
        Assert.Equal(-600, backend.BatchIsExist([(nint)key], [1], results));
        Assert.Equal([-600], results);
        Assert.Equal(1, backend.HealthCheck());
        Assert.Equal(-600, backend.Setup(new StoreSetup()));
    }

    /// <summary>Tells which thread finalizers run on, in the stub's own numbers.</summary>
    private sealed class FinalizerWitness
    {
        internal static StubLibrary? Stub { get; set; }

        internal static ulong Thread { get; private set; }

        ~FinalizerWitness() => Thread = Stub!.ThisThread;
    }
}
