using System.Text;
using Mooncake.Cli.Dashboard;

namespace Mooncake.Cli.Tests.Dashboard;

public sealed class KeyTextTests
{
    [Theory]
    [InlineData("plain/key:1", "plain/key:1")]
    [InlineData("<script>", "<script>")]
    [InlineData("ключ-鍵-🔑", "ключ-鍵-🔑")]
    [InlineData("a\0b\r\n\u001b[31m", @"a\u0000b\u000D\u000A\u001B[31m")]
    [InlineData("a\u202Etxt", @"a\u202Etxt")]
    [InlineData("", "")]
    public void Of_Text_EscapesWhatCouldMislead(string key, string shown) => Assert.Equal(shown, KeyText.Of(Encoding.UTF8.GetBytes(key)));

    [Fact]
    public void Of_BytesThatAreNotUtf8_ShowsTheirNumbers() =>
        Assert.Equal(@"a\xFF\xC3b\xE2\x82", KeyText.Of([(byte)'a', 0xFF, 0xC3, (byte)'b', 0xE2, 0x82]));

    [Fact]
    public void Of_ALongKey_IsItsBeginning()
    {
        string shown = KeyText.Of(Encoding.UTF8.GetBytes(new string('k', 4000)));

        Assert.EndsWith("k… (3700 more bytes)", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("kv/llama:1\0\u00ff")]
    public void Id_OfAKey_ReadsBackAsIt(string key)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(key);

        Assert.True(KeyId.TryRead(KeyId.Of(bytes), out byte[] read));
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData("%%%")]
    [InlineData("a")]
    [InlineData("<script>")]
    public void Id_ThatIsNone_IsRefused(string id) => Assert.False(KeyId.TryRead(id, out _));

    [Fact]
    public void Id_LongerThanTheLongest_IsRefused() => Assert.False(KeyId.TryRead(new string('A', 100_000), out _));
}
