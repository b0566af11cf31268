using System.Text;

namespace Mooncake.Keys;

/// <summary>The names of enums in keys.</summary>
public class KeyEnumNamesTests
{
    private enum Level : sbyte
    {
        Low = -128,
        None = 0,
        Top = 127,
    }

    private enum Huge : ulong
    {
        Zero,
        Max = ulong.MaxValue,
        A_B = 7,
        Größe = 8,
#pragma warning disable CA1069 // Meant: an alias.
        Same = 7,
#pragma warning restore CA1069
    }

    private enum Nothing
    {
    }

    [Fact]
    public void Names_OfEveryValue_ComeBack()
    {
        foreach (Level level in Enum.GetValues<Level>())
        {
            Assert.Equal((level.ToString(), level), RoundTrip(KeyEnumNames<Level>.For("/"), level));
        }

        Assert.Equal(("Max", Huge.Max), RoundTrip(KeyEnumNames<Huge>.For("/", "Same"), Huge.Max));
        Assert.Equal(("Größe", Huge.Größe), RoundTrip(KeyEnumNames<Huge>.For("/", "Same"), Huge.Größe));
    }

    [Fact]
    public void Names_ThatHoldASeparator_AreEscapedInThatTemplateOnly()
    {
        Assert.Equal(("A%5FB", Huge.A_B), RoundTrip(KeyEnumNames<Huge>.For("/_", "Same"), Huge.A_B));
        Assert.Equal(("A_B", Huge.A_B), RoundTrip(KeyEnumNames<Huge>.For("/", "Same"), Huge.A_B));
        Assert.Equal(("Gr%C3%B6%C3%9Fe", Huge.Größe), RoundTrip(KeyEnumNames<Huge>.For("ßö", "Same"), Huge.Größe));
    }

    [Theory]
    [InlineData("Same")]
    [InlineData("max")]
    [InlineData("7")]
    [InlineData("A%5FB")]
    [InlineData("A_B ")]
    [InlineData("")]
    [InlineData("Max\0")]
    public void Name_NotCanonical_IsNotRead(string text) => Assert.False(TryRead(KeyEnumNames<Huge>.For("/", "Same"), Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Name_NotUtf8OrEndless_IsNotRead()
    {
        Assert.False(TryRead(KeyEnumNames<Huge>.For("/", "Same"), [0xFF, 0xFE], out _));
        Assert.False(TryRead(KeyEnumNames<Huge>.For("/", "Same"), new byte[100_000], out _));
        Assert.False(TryRead(KeyEnumNames<Nothing>.For("/"), "A"u8, out _));
    }

    [Theory]
    [InlineData((sbyte)1)]
    [InlineData((sbyte)-1)]
    public void Value_WithoutName_SaysSo(sbyte value)
    {
        KeyWriter writer = new(new byte[64]);
        Assert.False(KeyEnumNames<Level>.For("/").TryAppend(ref writer, (Level)value));
        Assert.Equal(StoreErrorCode.KeyPartUnnamed, writer.Error);
    }

    [Fact]
    public void Name_ThatDoesNotFit_IsTooLong()
    {
        KeyWriter writer = new(new byte[2]);
        Assert.False(KeyEnumNames<Level>.For("/").TryAppend(ref writer, Level.Top));
        Assert.Equal(StoreErrorCode.KeyTooLong, writer.Error);
    }

    [Fact]
    public void Table_OfSeveralTemplates_IsOne()
    {
        Assert.Same(KeyEnumNames<Huge>.For("/", "Same"), KeyEnumNames<Huge>.For(":-", "Same"));
        Assert.Same(KeyEnumNames<Huge>.For("/_", "Same"), KeyEnumNames<Huge>.For("_:", "Same"));
        Assert.NotSame(KeyEnumNames<Huge>.For("/", "Same"), KeyEnumNames<Huge>.For("_", "Same"));
    }

    [Fact]
    public void Names_OfALargeEnum_AllocateNothingOnceMade()
    {
        KeyEnumNames<Huge> names = KeyEnumNames<Huge>.For("/", "Same");
        byte[] room = new byte[64];
        Use(names, room);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Use(names, room);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Use(KeyEnumNames<Huge> names, byte[] room)
        {
            KeyWriter writer = new(room);
            bool isWritten = names.TryAppend(ref writer, Huge.Max);
            KeyReader reader = new(room.AsSpan(0, writer.Written));
            Assert.True(isWritten && names.TryRead(ref reader, default, out Huge value) && value == Huge.Max);
        }
    }

    private static (string Text, TEnum Value) RoundTrip<TEnum>(KeyEnumNames<TEnum> names, TEnum value)
        where TEnum : struct, Enum
    {
        byte[] room = new byte[256];
        KeyWriter writer = new(room);
        Assert.True(names.TryAppend(ref writer, value));
        Assert.True(TryRead(names, room.AsSpan(0, writer.Written), out TEnum read));
        return (Encoding.UTF8.GetString(room, 0, writer.Written), read);
    }

    private static bool TryRead<TEnum>(KeyEnumNames<TEnum> names, ReadOnlySpan<byte> text, out TEnum value)
        where TEnum : struct, Enum
    {
        KeyReader reader = new(text);
        return names.TryRead(ref reader, default, out value);
    }
}
