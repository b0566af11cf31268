using System.Runtime.InteropServices;
using Mooncake.Server.Sessions;
using Mooncake.Server.Tests.Support;

namespace Mooncake.Server.Tests.Sessions;

/// <summary>Commands allocate nothing once a connection has warmed up. Optimized code only.</summary>
[Trait("Asserts", "Allocations")]
public sealed unsafe class AllocationTests : SessionTest, ISessionHost
{
    private const int Rounds = 20_000;

    // The engine's list of retired objects grows once if a reader on another thread delays their reclamation.
    private const int Tries = 3;

    /// <inheritdoc/>
    protected override RespServerOptions Options => new()
    {
        // A command that a busy machine interrupts would get into the log of slow ones.
        SlowCommand = TimeSpan.FromDays(1),
    };

    /// <inheritdoc/>
    protected override MooncakeStoreOptions StoreOptions => new() { SegmentBytes = 64L << 20 };

    [Theory]
    [InlineData("GET", "k")]
    [InlineData("GET", "missing")]
    [InlineData("SET", "k", "value")]
    [InlineData("SET", "k", "value", "EX", "100")]
    [InlineData("SET", "k", "value", "NX")]
    [InlineData("SET", "k", "value", "GET")]
    [InlineData("MGET", "k", "missing", "k")]
    [InlineData("MSET", "k", "a", "l", "b")]
    [InlineData("SETRANGE", "k", "1", "x")]
    [InlineData("GETRANGE", "k", "0", "2")]
    [InlineData("STRLEN", "k")]
    [InlineData("INCR", "n")]
    [InlineData("EXISTS", "k", "missing")]
    [InlineData("DEL", "missing")]
    [InlineData("TTL", "k")]
    [InlineData("EXPIRE", "k", "100")]
    [InlineData("TYPE", "k")]
    [InlineData("PING")]
    public void Command_InSteadyState_AllocatesNothing(params string[] arguments)
    {
#if DEBUG
        Assert.Skip("Allocations are asserted in Release builds only.");
#endif
        Command("SET", "k", "value");
        Command("SET", "n", "1");
        using SessionThread thread = new(Server);
        using RespSession session = new(Server, this, "127.0.0.1:1");
        byte[] frame = [.. Enumerable.Repeat(Frames.BytesOf(arguments), 16).SelectMany(static bytes => bytes)];
        byte* memory = (byte*)NativeMemory.Alloc((nuint)frame.Length + 16);
        try
        {
            Run(session, thread, frame, memory);
            Assert.Equal(0, Enumerable.Range(0, Tries).Min(_ => BytesOf(() => Run(session, thread, frame, memory))));
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }

    /// <inheritdoc/>
    void ISessionHost.Wake()
    {
    }

    private static long BytesOf(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Run(RespSession session, SessionThread thread, byte[] frame, byte* memory)
    {
        for (int i = 0; i < Rounds / 16; i++)
        {
            frame.CopyTo(new Span<byte>(memory, frame.Length));
            session.Process(thread, memory, frame.Length);
            thread.Reply.Clear();
        }
    }
}
