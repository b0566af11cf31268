namespace Mooncake.Cli.Tests.Support;

/// <summary>Puts objects into stores of tests.</summary>
internal static class StoreContents
{
    /// <summary>Stores one object.</summary>
    internal static Task PutAsync(MooncakeStore store, string key, byte[] value) => PutAsync(store, [key], value);

    /// <summary>Stores objects with the same bytes.</summary>
    internal static async Task PutAsync(MooncakeStore store, IEnumerable<string> keys, byte[] value)
    {
        KeyValuePair<string, ReadOnlyMemory<byte>>[] items =
            [.. keys.Select(key => KeyValuePair.Create(key, new ReadOnlyMemory<byte>(value)))];
        (await store.Raw.PutManyAsync(items, cancellationToken: TestContext.Current.CancellationToken)).ThrowIfFailed();
    }
}
