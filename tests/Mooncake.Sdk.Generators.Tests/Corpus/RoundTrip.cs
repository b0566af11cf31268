using Mooncake.Keys;
using Mooncake.Records;
using Mooncake.Serialization;
using Mooncake.Serialization.CompilerServices;

namespace Mooncake.Sdk.Generators.Tests.Corpus;

/// <summary>
/// What a case calls with values of its types: each goes through the emitted code and comes back, and what does not come back as it
/// was fails the test.
/// </summary>
public sealed class RoundTrip : IAsyncDisposable
{
    private readonly HashSet<Type> _records = [];
    private MooncakeStore? _store;

    /// <summary>How often values were compared.</summary>
    public int Comparisons { get; private set; }

    /// <summary>How many values went through.</summary>
    public int Count { get; private set; }

    /// <summary>The stored types whose values went through a store.</summary>
    public IReadOnlySet<Type> Records => _records;

    /// <summary>A store inside the process, of the case's own.</summary>
    public async ValueTask<MooncakeStore> StoreAsync() =>
        _store ??= await MooncakeStore.OpenAsync("embedded://?segment=16MiB");

    /// <summary>Measures, writes and reads a value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value, not null.</param>
    /// <returns>The value that was read; what it is written as is the same bytes.</returns>
    public T Value<T>(T value)
        where T : IStoreObject<T> => Codec<T, ObjectCodec<T>>(value);

    /// <summary>Measures, writes and reads a value by the codec that is emitted into its type.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <typeparam name="TCodec">The codec.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The value that was read; what it is written as is the same bytes.</returns>
    public T Codec<T, TCodec>(T value)
        where TCodec : IStoreCodec<T>
    {
        byte[] bytes = Write<T, TCodec>(value);
        StoreReader reader = StoreReader.Copying(bytes);
        Assert.True(TCodec.TryRead(ref reader, out T read), $"{typeof(T)} is not read: {reader.Error}");
        Assert.Equal(0, reader.Remaining);
        Assert.Equal(bytes, Write<T, TCodec>(read));
        StoreReader borrowing = StoreReader.Borrowing(bytes);
        Assert.True(TCodec.TryRead(ref borrowing, out T borrowed), $"{typeof(T)} is not read from borrowed bytes: {borrowing.Error}");
        Assert.Equal(bytes, Write<T, TCodec>(borrowed));
        AssertCutsAreErrors<T, TCodec>(bytes);
        Count++;
        return read;
    }

    /// <summary>Reads a value's bytes as another type, as after a change of its declaration.</summary>
    /// <typeparam name="TWritten">The type as it was.</typeparam>
    /// <typeparam name="TRead">The type as it has become.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The value that was read.</returns>
    public TRead As<TWritten, TRead>(TWritten value)
        where TWritten : IStoreObject<TWritten>
        where TRead : IStoreObject<TRead>
    {
        byte[] bytes = Write<TWritten, ObjectCodec<TWritten>>(value);
        StoreReader reader = StoreReader.Copying(bytes);
        Assert.True(TRead.TryRead(ref reader, out TRead? read), $"{typeof(TRead)} is not read: {reader.Error}");
        Assert.Equal(0, reader.Remaining);
        Count++;
        return read!;
    }

    /// <summary>Sends a value through a store, under the key it has to have.</summary>
    /// <typeparam name="TKey">The generated key.</typeparam>
    /// <typeparam name="T">The stored type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="key">The key's text.</param>
    /// <returns>The value that was read; what it is written as is the same bytes.</returns>
    public async ValueTask<T> RecordAsync<TKey, T>(T value, string key)
        where TKey : struct, IStoreKey<TKey>
        where T : IStoreRecord<T, TKey>
    {
        Value(value);
        return await PackedAsync<TKey, T>(value, key);
    }

    /// <summary>The same for a type that MemoryPack serializes, or that holds one: it is read under a checksum only.</summary>
    /// <typeparam name="TKey">The generated key.</typeparam>
    /// <typeparam name="T">The stored type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="key">The key's text.</param>
    /// <returns>The value that was read; what it is written as is the same bytes.</returns>
    public async ValueTask<T> PackedAsync<TKey, T>(T value, string key)
        where TKey : struct, IStoreKey<TKey>
        where T : IStoreRecord<T, TKey>
    {
        TKey parts = T.KeyOf(in value);
        Assert.Equal(key, parts.ToString());
        Assert.True(KeyText.TryParse(key, out TKey parsed), $"'{key}' is not a key of {typeof(T)}");
        Assert.Equal(parts, parsed);
        Assert.Equal(TKey.Template, T.Info.Template);
        StoreSet<TKey, T> set = new(await StoreAsync());
        (await set.PutAsync(value)).ThrowIfFailed();
        T read = (await set.GetAsync(parts)).GetValueOrThrow();
        Assert.Equal(Write<T, ObjectCodec<T>>(value), Write<T, ObjectCodec<T>>(read));
        _records.Add(typeof(T));
        Count++;
        return read;
    }

    /// <summary>Fails unless a value is the one that is expected.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="expected">What it has to be.</param>
    /// <param name="actual">What it is.</param>
    public void Same<T>(T expected, T actual)
    {
        Comparisons++;
        Assert.Equal(expected, actual);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _store?.DisposeAsync() ?? default;

    private static byte[] Write<T, TCodec>(T value)
        where TCodec : IStoreCodec<T>
    {
        StoreSizer sizer = default;
        Assert.True(TCodec.TryMeasure(ref sizer, in value), $"{typeof(T)} is not measured: {sizer.Error}");
        byte[] bytes = new byte[sizer.Size];
        StoreWriter writer = new(bytes);
        Assert.True(TCodec.TryWrite(ref writer, in value) && writer.TryFinish(), $"{typeof(T)} is not written: {writer.Error}");
        return bytes;
    }

    // A value never ends before its bytes do.
    private static void AssertCutsAreErrors<T, TCodec>(byte[] bytes)
        where TCodec : IStoreCodec<T>
    {
        StoreReader whole = StoreReader.Copying(bytes);
        Assert.True(TCodec.TrySkip(ref whole), $"A {typeof(T)} is not skipped: {whole.Error}");
        Assert.Equal(0, whole.Remaining);
        for (int length = 0; length < bytes.Length; length++)
        {
            StoreReader cut = StoreReader.Copying(bytes.AsSpan(0, length));
            Assert.False(TCodec.TrySkip(ref cut), $"{length} of {bytes.Length} bytes are skipped as a {typeof(T)}");
            StoreReader reader = StoreReader.Copying(bytes.AsSpan(0, length));
            Assert.False(TCodec.TryRead(ref reader, out _), $"{length} of {bytes.Length} bytes are read as a {typeof(T)}");
            Assert.NotEqual(StoreErrorCode.Ok, reader.Error);
        }
    }

    /// <summary>The codec that forwards to a type's own serializer.</summary>
    private readonly struct ObjectCodec<T> : IStoreCodec<T>
        where T : IStoreObject<T>
    {
        public static int MinSize => 1;

        public static bool IsFixedSize => false;

        public static bool IsBlock => false;

        public static bool IsTotal => false;

        public static string WireType => "o";

        public static bool TryMeasure(ref StoreSizer sizer, in T value) => T.TryMeasure(ref sizer, in value);

        public static bool TryWrite(ref StoreWriter writer, in T value) => T.TryWrite(ref writer, in value);

        public static bool TryRead(ref StoreReader reader, out T value) => T.TryRead(ref reader, out value!);

        public static bool TrySkip(ref StoreReader reader) => T.TryRead(ref reader, out _);
    }
}
