using Mooncake.Keys;

namespace Mooncake.Sdk.Tests.Keys;

/// <summary>The key of <c>a/{X}-{N}:{Y}</c>, by hand, in the shape that the generator gives it.</summary>
internal readonly record struct SampleKey(string X, int N, string Y) : IStoreKey<SampleKey>
{
    internal static readonly KeyEscapes Escapes = new("-:");

    public static string Template => "a/{X}-{N}:{Y}";

    public static bool TryFormat(ref KeyWriter writer, in SampleKey key) =>
        writer.TryAppendLiteral("a/"u8)
        && writer.TryAppendText(key.X, Escapes)
        && writer.TryAppendLiteral("-"u8)
        && writer.TryAppendInteger(key.N, "")
        && writer.TryAppendLiteral(":"u8)
        && writer.TryAppendText(key.Y, Escapes);

    public static bool TryFormatPrefix(ref KeyWriter writer, in SampleKey key, int parts)
    {
        if (!writer.TryAppendLiteral("a/"u8))
        {
            return false;
        }

        return parts == 0
            || (writer.TryAppendText(key.X, Escapes)
                && writer.TryAppendLiteral("-"u8)
                && (parts == 1 || (writer.TryAppendInteger(key.N, "") && writer.TryAppendLiteral(":"u8))));
    }

    public static bool TryParse(ReadOnlySpan<byte> text, out SampleKey key)
    {
        KeyReader reader = new(text);
        if (reader.TryReadLiteral("a/"u8)
            && reader.TryReadText("-"u8, Escapes, out string? x)
            && reader.TryReadLiteral("-"u8)
            && reader.TryReadInteger("", out int n)
            && reader.TryReadLiteral(":"u8)
            && reader.TryReadText(""u8, Escapes, out string? y)
            && reader.IsAtEnd)
        {
            key = new SampleKey(x, n, y);
            return true;
        }

        key = default;
        return false;
    }

    public override string ToString() => KeyText.ToText(in this);
}
