using System.Numerics;
using System.Runtime.CompilerServices;
using Mooncake.Backends;
using Mooncake.Embedded.CApi.Clients;

namespace Mooncake.Embedded.CApi.Exports;

/// <summary>
/// The functions of the library. What they take and answer is told by <c>include/mooncake_store.h</c>, which they fulfil word by word.
/// </summary>
/// <remarks>
/// No exception may leave them: it would end a process that is not ours. So each of them catches everything, an error of the engine
/// that nobody foresaw included, and returns -1 for it. Null arguments are refused first, as in the reference, even on a handle that
/// is not set up.
/// </remarks>
internal static unsafe partial class StoreExports
{
    private const int InternalError = (int)StoreErrorCode.InternalError;
    private const int InvalidParams = (int)StoreErrorCode.InvalidParams;
    private const int NotSetUp = 1;

    /// <summary>The largest batch that <see cref="StoreBackend"/> takes.</summary>
    private const int MostItems = 1 << 28;

    private static readonly ClientTable Clients = new();

    // A call of one object: 0 with the engine and the length of its text, or the code to answer.
    private static int Find(nint store, byte* text, out ClientBackend backend, out int length)
    {
        length = 0;
        if (text == null)
        {
            backend = null!;
            return InternalError;
        }

        int refusal = Find(store, out backend);
        if (refusal != 0)
        {
            return refusal;
        }

        return NativeText.TryMeasure(text, out length) ? 0 : InvalidParams;
    }

    // 0 with the engine, or the code to answer.
    private static int Find(nint store, out ClientBackend backend)
    {
        backend = null!;
        if (store == 0)
        {
            return InternalError;
        }

        if (!Clients.TryFind(store, out StoreClient? client) || client.Backend is not { } open)
        {
            return InvalidParams;
        }

        backend = open;
        return 0;
    }

    // A batch that fails as a whole fails every item, for callers who look only there.
    private static int Fail<TResult>(int code, TResult* results, nuint count)
        where TResult : unmanaged, IBinaryInteger<TResult>
    {
        if (results != null && count <= MostItems)
        {
            new Span<TResult>(results, (int)count).Fill(TResult.CreateTruncating(code));
        }

        return code;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Unexpected(Exception exception, [CallerMemberName] string function = "")
    {
        try
        {
            StandardError.Write($"{function} failed with an error that should not occur; please report it. {exception}");
        }
        catch (Exception)
        {
            // No memory to describe it, most likely. This is the last line before the border: the code has to do.
        }

        return InternalError;
    }
}
