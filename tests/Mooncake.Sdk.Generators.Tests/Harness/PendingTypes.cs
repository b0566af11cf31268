namespace Mooncake.Sdk.Generators.Tests.Harness;

/// <summary>The surface that emitted code calls, where the SDK does not have it yet.</summary>
internal static class PendingTypes
{
    internal static string[] Sources { get; } = typeof(StoreResult).Assembly.GetType("Mooncake.MooncakeStore") is null ? [Typed] : [];

    private const string Typed = """
        using System.Threading;
        using System.Threading.Tasks;
        using Mooncake.Keys;
        using Mooncake.Records;
        namespace Mooncake;
        public sealed class MooncakeStore { }
        public sealed class RemoveOptions { }
        public readonly struct StoreSet<TKey, T> where TKey : struct, IStoreKey<TKey> where T : IStoreRecord<T, TKey>
        {
            public StoreSet(MooncakeStore store) { }
            public ValueTask<StoreResult<T>> GetAsync(TKey key, CancellationToken cancellationToken = default) => new(StoreResult<T>.Missing);
            public ValueTask<StoreResult> ExistsAsync(TKey key, CancellationToken cancellationToken = default) => new(StoreResult.Missing);
            public ValueTask<StoreResult<long>> SizeOfAsync(TKey key, CancellationToken cancellationToken = default) => new(StoreResult<long>.Missing);
            public ValueTask<StoreResult> RemoveAsync(TKey key, CancellationToken cancellationToken = default) => new(StoreResult.Missing);
            public ValueTask<StoreResult> RemoveAsync(TKey key, RemoveOptions options, CancellationToken cancellationToken = default) => new(StoreResult.Missing);
            public ValueTask<StoreResult<long>> RemoveWhereKeyMatchesAsync(string ecmaScriptPattern, bool force, CancellationToken cancellationToken) => new(StoreResult<long>.Missing);
        }
        """;
}
