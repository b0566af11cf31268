using Mooncake.Keys;

namespace Mooncake.Sdk.Tests.Keys;

public class KeyTextTests
{
    [Fact]
    public void ToString_AnyLength_IsTheKey()
    {
        Assert.Equal("a/x%2Dy-3:z", new SampleKey("x-y", 3, "z").ToString());
        string part = new('漢', 100_000);
        Assert.Equal($"a/{part}-3:", new SampleKey(part, 3, "").ToString());
    }

    [Fact]
    public void ToString_NotEncodable_SaysSo()
    {
        Assert.Equal("<SampleKey: KeyNotEncodable>", default(SampleKey).ToString());
        Assert.Equal("<SampleKey: KeyNotEncodable>", new SampleKey("\uD800", 1, "").ToString());
    }

    [Fact]
    public void Parse_Key_IsFound()
    {
        StoreResult<SampleKey> result = KeyText.Parse<SampleKey>("a/x%2Dy--3:");
        Assert.Equal(new SampleKey("x-y", -3, ""), result.GetValueOrThrow());
    }

    [Fact]
    public void Parse_OtherText_SaysWhatWasExpected()
    {
        StoreResult<SampleKey> result = KeyText.Parse<SampleKey>("b/x");
        Assert.True(result.IsFailed);
        Assert.Equal(StoreErrorCode.KeyNotCanonical, result.Error.Code);
        Assert.Equal(StoreOperation.ParseKey, result.Error.Operation);
        Assert.Equal("b/x", result.Error.Key);
        Assert.Contains("a/{X}-{N}:{Y}", result.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_LongText_IsCutInTheError()
    {
        StoreResult<SampleKey> result = KeyText.Parse<SampleKey>(new string('x', 100_000));
        Assert.InRange(result.Error!.Message.Length, 1, 1000);
    }

    [Fact]
    public void Parse_Null_IsMisuse()
    {
        Assert.Throws<ArgumentNullException>(() => KeyText.Parse<SampleKey>(null!));
        Assert.False(KeyText.TryParse(null, out SampleKey _));
    }

    [Fact]
    public void Parse_LoneSurrogate_IsNoKey() => Assert.False(KeyText.TryParse("a/\uD800-3:", out SampleKey _));
}
