using System.Globalization;
using System.Text;
using Mooncake.Backends;
using Mooncake.Cli.Decoding;
using Mooncake.Options;

namespace Mooncake.Cli.Dashboard;

/// <summary>Reads the beginning of a value. Thread-safe.</summary>
/// <remarks>
/// A preview is a read: it renews the object's lease and counts as a hit, in every engine. Only a person's click makes one.
/// </remarks>
/// <param name="store">The store.</param>
internal sealed class ValuePreview(MooncakeStore store)
{
    /// <summary>The most bytes of a preview.</summary>
    internal const int MostBytes = 4096;

    /// <summary>
    /// The largest object that is read as a whole, where the engine cannot show it in place, and whose checksum is verified.
    /// </summary>
    internal const int MostWholeBytes = 16 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the beginning of a value.</summary>
    /// <param name="key">The key, not empty.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Found, missing, or failed.</returns>
    internal async Task<StoreResult<ValuePage>> ReadAsync(byte[] key, CancellationToken cancellationToken)
    {
        string? text = TextOf(key);
        StoreResult<ValuePage> read = ReadInPlace(key)
            ?? (text is null
                ? Failed("The key is not text. This engine reads such keys by the Redis protocol only.")
                : await ReadWholeAsync(key, text, cancellationToken));
        if (!read.TryGetValue(out ValuePage? page) || text is null)
        {
            return read;
        }

        StoreResult<DateTimeOffset?> expiry = await store.Raw.GetExpiryAsync(text, cancellationToken);
        return StoreResult<ValuePage>.Found(page with { ExpiresAt = expiry.TryGetValue(out DateTimeOffset? at) ? at : null });
    }

    /// <summary>Null if the engine cannot show the object in place.</summary>
    private unsafe StoreResult<ValuePage>? ReadInPlace(byte[] key)
    {
        if (store.GetCapability<IInPlaceReader>() is not { } reader)
        {
            return null;
        }

        byte[] terminated = [.. key, 0];
        fixed (byte* bytes = terminated)
        {
            long size = reader.View(bytes, key.Length, out ObjectView view);
            using (view)
            {
                return size switch
                {
                    > 0 => StoreResult<ValuePage>.Found(Describe(
                        key, size, new ReadOnlySpan<byte>(view.Bytes, (int)Math.Min(size, MostBytes)),
                        size <= MostWholeBytes ? new ReadOnlySpan<byte>(view.Bytes, (int)size) : default)),
                    (long)StoreErrorCode.ObjectNotFound => StoreResult<ValuePage>.Missing,
                    0 => null,
                    _ => Failed("The store could not read the object."),
                };
            }
        }
    }

    private async Task<StoreResult<ValuePage>> ReadWholeAsync(byte[] key, string text, CancellationToken cancellationToken)
    {
        StoreResult<long> size = await store.Raw.SizeOfAsync(text, cancellationToken);
        if (!size.TryGetValue(out long bytes, out StoreError? error))
        {
            return error is null ? StoreResult<ValuePage>.Missing : StoreResult<ValuePage>.Failed(error);
        }

        if (bytes > MostWholeBytes)
        {
            return Failed(
                $"The object has {ByteSize.Format(bytes)}. This engine reads whole objects, and a preview reads at most "
                + $"{MostWholeBytes >> 20} MiB.");
        }

        StoreResult<byte[]> got = await store.Raw.GetAsync(text, cancellationToken);
        return got.TryGetValue(out byte[]? value, out error)
            ? StoreResult<ValuePage>.Found(Describe(key, value.Length, value.AsSpan(0, Math.Min(value.Length, MostBytes)), value))
            : error is null ? StoreResult<ValuePage>.Missing : StoreResult<ValuePage>.Failed(error);
    }

    private static ValuePage Describe(byte[] key, long size, ReadOnlySpan<byte> head, ReadOnlySpan<byte> whole) =>
        new(KeyText.Of(key), size, Convert.ToBase64String(head), ExpiresAt: null, TextOf(key) is { } text ? TrailerOf(text, whole) : null);

    private static string? TrailerOf(string key, ReadOnlySpan<byte> whole)
    {
        TrailerFinding finding = TrailerFinding.Of(key, whole);
        return finding.Fingerprint is null ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{finding.Verdict}, {finding.Level}, shape {finding.FingerprintText}, {finding.PayloadBytes} bytes of payload");
    }

    private static string? TextOf(byte[] key)
    {
        try
        {
            return Strict.GetString(key);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static StoreResult<ValuePage> Failed(string cause) =>
        StoreResult<ValuePage>.Failed(
            new StoreError(StoreErrorCode.InvalidParams, StoreOperation.Get, cause, "Read it with 'mooncake get' or a Redis client."));
}
