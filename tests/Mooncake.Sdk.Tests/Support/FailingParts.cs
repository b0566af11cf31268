using System.Collections;

namespace Mooncake.Support;

/// <summary>A list of one part, which cannot be taken.</summary>
internal sealed class FailingParts(Exception fault) : IReadOnlyList<ReadOnlyMemory<byte>>
{
    public int Count => 1;

    public ReadOnlyMemory<byte> this[int index] => throw fault;

    public IEnumerator<ReadOnlyMemory<byte>> GetEnumerator() => throw fault;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
