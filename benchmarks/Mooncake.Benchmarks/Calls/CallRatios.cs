using Mooncake.Benchmarks.Measurement;

namespace Mooncake.Benchmarks.Calls;

/// <summary>
/// Calls of a connected store's backend against the same calls of the in-process engine. Over the embedded engine as a native library
/// the difference is what the border costs, for each call and for each item of a batch.
/// </summary>
internal static class CallRatios
{
    private const int Batch = 128;
    private const int Small = 256;
    private const int Block = 4096;
    private const double BorderGoal = 1.15;

    /// <summary>Measures and prints.</summary>
    internal static async Task RunAsync(string connect, CancellationToken cancellationToken)
    {
        await using MeasuredStore connected = await MeasuredStore.OpenAsync(connect, null, cancellationToken);
        await using MeasuredStore inProcess = await MeasuredStore.OpenAsync("embedded://", null, cancellationToken);
        using RegisteredBuffer theirs = (await connected.Store.Buffers.AllocateAsync(Batch * Block, cancellationToken)).GetValueOrThrow();
        using RegisteredBuffer ours = (await inProcess.Store.Buffers.AllocateAsync(Batch * Block, cancellationToken)).GetValueOrThrow();
        Measure(new BackendCalls(connected, theirs.Address, Batch), new BackendCalls(inProcess, ours.Address, Batch));
    }

    private static void Measure(BackendCalls connected, BackendCalls inProcess)
    {
        Compare("exists", null, 1, Small, static calls => calls.Exists());
        Compare($"get {Small} B", null, 1, Small, static calls => calls.Get(Small));
        Compare($"get {Block} B", null, 1, Block, static calls => calls.Get(Block));
        Compare($"put and remove {Small} B", null, 1, Small, static calls => calls.PutAndRemove(Small));
        Compare($"batch get {Batch} x {Small} B", null, Batch, Small, static calls => calls.BatchGet(Small));
        Compare($"batch get {Batch} x {Block} B", BorderGoal, Batch, Block, static calls => calls.BatchGet(Block));
        Compare($"batch exists {Batch}", null, Batch, Small, static calls => calls.BatchExists());

        void Compare(string call, double? goal, int operations, int size, Action<BackendCalls> make)
        {
            connected.Fill(size);
            inProcess.Fill(size);
            Interleaved.Compare($"{call}, connected over in process", goal, () => make(connected), () => make(inProcess), operations);
        }
    }
}
