using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mooncake.Backends;

namespace Mooncake.Pipeline;

/// <summary>Asks the backend whether a key exists that nobody stores; the lane tells the circuit what came of it.</summary>
internal sealed unsafe class ProbeCall : PendingCall
{
    private static readonly byte[] Question = PinnedCopy("mooncake-sdk-dotnet:probe\0"u8);

    /// <summary>Creates a question.</summary>
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
        // Nobody waits for the answer: the lane has told the circuit.
    }

    /// <inheritdoc/>
    protected override void OnLeft()
    {
        // Nothing is held: the key is a constant.
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        // Nothing is held: the key is a constant.
    }

    private static byte[] PinnedCopy(ReadOnlySpan<byte> text)
    {
        byte[] pinned = GC.AllocateUninitializedArray<byte>(text.Length, pinned: true);
        text.CopyTo(pinned);
        return pinned;
    }
}
