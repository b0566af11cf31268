using Mooncake.Embedded.Index;

namespace Mooncake.Embedded;

/// <summary>
/// An object of the engine in the process, looked at where it lies: its bytes stay what and where they are until the view is disposed, whatever is
/// removed or evicted meanwhile.
/// </summary>
/// <remarks>
/// To be disposed once, by the thread that got it; that it is a ref struct keeps it there. A view that is never disposed keeps the object's memory for
/// ever; the client that leaves with that memory waits ten seconds for it. While a view lasts, its thread may call the engine as it likes; a put that
/// finds the store full does not get the viewed object's memory.
/// </remarks>
public unsafe ref struct ObjectView : IDisposable
{
    private ReadMark* _mark;

    /// <summary>Takes what was found.</summary>
    /// <param name="mark">Protects the bytes.</param>
    /// <param name="bytes">The object's first byte.</param>
    internal ObjectView(ReadMark* mark, byte* bytes)
    {
        _mark = mark;
        Bytes = bytes;
    }

    /// <summary>The object's first byte, to be read only; null if there is no object. The call that made the view has answered how many there are.</summary>
    public readonly byte* Bytes { get; }

    /// <summary>Ends the view: the bytes must not be read any more.</summary>
    public void Dispose()
    {
        ReadMark* mark = _mark;
        if (mark != null)
        {
            _mark = null;
            ReadMark.ExitView(mark);
        }
    }
}
