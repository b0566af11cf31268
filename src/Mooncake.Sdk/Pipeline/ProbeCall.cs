using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mooncake.Backends;

namespace Mooncake.Pipeline;

/// <summary>Checks whether a key exists that is never stored; the lane reports the result to the circuit.</summary>
internal sealed unsafe class ProbeCall : PendingCall
{
    private static readonly byte[] Question = PinnedCopy("mooncake-sdk-dotnet:probe\0"u8);

    /// <summary>Creates a probe.</summary>
    internal ProbeCall()
    {
        Kind = CallKind.Unbatched;
        Key = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(Question));
        KeyLength = Question.Length - 1;
    }

    /// <inheritdoc/>
    internal override long Execute(StoreBackend backend) => backend.IsExist(Key, KeyLength);

    /// <inheritdoc/>
    internal override void Signal()
    {
        // No caller waits for the result: the lane has reported it to the circuit.
    }

    private static byte[] PinnedCopy(ReadOnlySpan<byte> text)
    {
        byte[] pinned = GC.AllocateUninitializedArray<byte>(text.Length, pinned: true);
        text.CopyTo(pinned);
        return pinned;
    }
}
