using System.Reflection;

namespace Mooncake.Errors;

public sealed class StoreErrorTests
{
    [Fact]
    public void Message_WithoutKeyAndRemedy_LeavesThemOut() =>
        Assert.Equal("Open failed: It did. (SetupFailed)", new StoreError(StoreErrorCode.SetupFailed, StoreOperation.Open, "It did.", "").Message);

    [Theory]
    [InlineData(WriteOutcome.Unknown, "It is unknown whether the write was applied.")]
    [InlineData(WriteOutcome.Applied, "The write was applied.")]
    public void Message_OfAWrite_SaysWhatBecameOfIt(WriteOutcome outcome, string expected) =>
        Assert.Contains(expected, new StoreError(StoreErrorCode.Timeout, StoreOperation.Put, "Late.", "Wait.") { Outcome = outcome }.Message, StringComparison.Ordinal);

    [Fact]
    public void Message_KeyWithControlCharacters_StaysOnOneLine() =>
        Assert.Contains(
            @"Put of 'a\u000Ab\u0000' failed", new StoreError(StoreErrorCode.Timeout, StoreOperation.Put, "Late.", "") { Key = "a\nb\0" }.Message, StringComparison.Ordinal);

    [Fact]
    public void Message_LongKey_IsCut()
    {
        StoreError error = new(StoreErrorCode.KeyTooLong, StoreOperation.Put, "Too long.", "") { Key = new string('k', 100_000) };
        Assert.Contains("kkk... (100000 characters)'", error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Length < 500);
    }

    [Fact]
    public void Message_EveryOperation_IsNamed() =>
        Assert.All(
            typeof(StoreOperation).GetFields(BindingFlags.Public | BindingFlags.Static),
            field => Assert.StartsWith(field.Name, new StoreError(StoreErrorCode.Timeout, (StoreOperation)field.GetValue(null)!, "c", "r").Message, StringComparison.Ordinal));

    [Fact]
    public void Constructor_WithoutACause_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new StoreError(StoreErrorCode.Timeout, StoreOperation.Put, "", "remedy"));

    [Fact]
    public void WithKey_KeepsEverythingElse()
    {
        StoreError error = new(StoreErrorCode.Timeout, StoreOperation.Put, "c", "r")
        {
            NativeCode = -901,
            Retry = RetryClass.WhenReachable,
            Outcome = WriteOutcome.Unknown,
            Exception = new InvalidOperationException(),
        };
        StoreError keyed = error.WithKey("k");
        Assert.Equal("k", keyed.Key);
        Assert.Equal(
            (error.Code, error.Operation, error.Cause, error.Remedy, error.NativeCode, error.Retry, error.Outcome, error.Exception),
            (keyed.Code, keyed.Operation, keyed.Cause, keyed.Remedy, keyed.NativeCode, keyed.Retry, keyed.Outcome, keyed.Exception));
    }
}
