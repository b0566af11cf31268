namespace Mooncake.Durable.Engine;

/// <summary>Stores many objects. Of duplicate keys, the first one wins.</summary>
/// <param name="requests">The objects.</param>
/// <param name="answers">
/// Set to 0 or a negative code for each; <see cref="PutRequest.ToDo"/> on entry, or the code of an object to skip.
/// </param>
internal sealed class PutManyOperation(ReadOnlyMemory<PutRequest> requests, Memory<int> answers) : WriteOperation
{
    /// <inheritdoc/>
    internal override long Bytes
    {
        get
        {
            long bytes = 0;
            foreach (PutRequest request in requests.Span)
            {
                bytes += (long)request.Size;
            }

            return bytes;
        }
    }

    /// <inheritdoc/>
    internal override void Apply(WriteGroup group)
    {
        Span<int> results = answers.Span;
        ReadOnlySpan<PutRequest> items = requests.Span;
        for (int i = 0; i < items.Length; i++)
        {
            if (results[i] == PutRequest.ToDo)
            {
                int answer = items[i].Apply(this, group, out _);
                results[i] = answer == (int)StoreErrorCode.ObjectAlreadyExists ? 0 : answer;
            }
        }
    }

    /// <inheritdoc/>
    internal override void Refuse(int answer) => answers.Span.Replace(PutRequest.ToDo, answer);

    /// <inheritdoc/>
    internal override void Settle(int answer) => answers.Span.Replace(PutRequest.Pending, answer);
}
