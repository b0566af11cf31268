namespace Mooncake.Cli.Doctor.Machines;

/// <summary>Uses a store as a program does.</summary>
internal static class RoundTrips
{
    private const int ValueBytes = 4096;

    /// <summary>Opens a store, puts, reads and removes an object, and closes the store.</summary>
    /// <param name="options">The store. If it is read-only, a key that does not exist is read.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    internal static async Task<RoundTrip> RunAsync(MooncakeStoreOptions options, TimeProvider time, CancellationToken cancellation)
    {
        long start = time.GetTimestamp();
        StoreResult<MooncakeStore> opened = await MooncakeStore.TryOpenAsync(options, cancellation);
        TimeSpan open = time.GetElapsedTime(start);
        if (!opened.TryGetValue(out MooncakeStore? store, out StoreError? error))
        {
            return new RoundTrip(error, open, null, default);
        }

        await using (store)
        {
            string key = $"mooncake-doctor/{Guid.NewGuid():N}";
            TimeSpan? put = null;
            if (store.Durable is not { IsReadOnly: true })
            {
                start = time.GetTimestamp();
                error = (await store.Raw.PutAsync(key, new byte[ValueBytes], cancellationToken: cancellation)).Error;
                put = time.GetElapsedTime(start);
            }

            start = time.GetTimestamp();
            error ??= (await store.Raw.GetAsync(key, cancellation)).Error;
            TimeSpan get = time.GetElapsedTime(start);
            if (put is not null && error is null)
            {
                error = (await store.Raw.RemoveAsync(key, RemoveOptions.Forced, cancellation)).Error;
            }

            return new RoundTrip(error ?? (await store.CloseAsync()).Error, open, put, get);
        }
    }
}
