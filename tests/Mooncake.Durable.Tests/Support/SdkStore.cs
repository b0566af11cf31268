namespace Mooncake.Durable.Tests.Support;

/// <summary>Opens stores as an application does.</summary>
internal static class SdkStore
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal static Task<MooncakeStore> OpenAsync(string folder, string more = "") =>
        MooncakeStore.OpenAsync($"durable://{Uri.EscapeDataString(folder)}?sync=process{more}", Stop);

    /// <summary>Stores <c>k0000</c>, <c>k0001</c> and so on.</summary>
    internal static async Task FillAsync(MooncakeStore store, int count, int size = 1000)
    {
        KeyValuePair<string, ReadOnlyMemory<byte>>[] items =
            [.. Enumerable.Range(0, count).Select(i => KeyValuePair.Create($"k{i:d4}", new ReadOnlyMemory<byte>(ValueOf(i, size))))];
        (await store.Raw.PutManyAsync(items, cancellationToken: Stop)).ThrowIfFailed();
    }

    internal static byte[] ValueOf(int i, int size = 1000)
    {
        byte[] value = new byte[size];
        new Random(i).NextBytes(value);
        return value;
    }

    /// <summary>Flips bytes in the middle of the largest table file, which is that of the values.</summary>
    internal static void DamageValues(string folder)
    {
        string table = Directory.EnumerateFiles(folder, "*.sst").MaxBy(static file => new FileInfo(file).Length)!;
        byte[] bytes = File.ReadAllBytes(table);
        for (int i = 0; i < 20; i++)
        {
            bytes[(bytes.Length / 2) + i] ^= 0x55;
        }

        File.WriteAllBytes(table, bytes);
    }
}
