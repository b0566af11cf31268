namespace Mooncake.Results;

public sealed class StoreResultTests
{
    private static readonly StoreError Error = new(StoreErrorCode.NoAvailableHandle, StoreOperation.Put, "No room.", "Make some.");

    [Fact]
    public void Default_IsAFailureWithAnErrorThatSaysSo()
    {
        StoreResult result = default;
        Assert.True(result.IsFailed);
        Assert.False(result.IsSuccess || result.IsFound || result.IsMissing);
        Assert.Contains("uninitialized (default) result", result.Error!.Message, StringComparison.Ordinal);
        Assert.Throws<StoreException>(result.ThrowIfFailed);
    }

    [Fact]
    public void Statuses_AreToldApart()
    {
        Assert.Equal(
            [(StoreStatus.Done, true, false, false), (StoreStatus.Found, true, true, false), (StoreStatus.Missing, false, false, true), (StoreStatus.Failed, false, false, false)],
            new[] { StoreResult.Done, StoreResult.Found, StoreResult.Missing, StoreResult.Failed(Error) }.Select(r => (r.Status, r.IsSuccess, r.IsFound, r.IsMissing)));
    }

    [Fact]
    public void Error_IsThereOfFailuresOnly()
    {
        Assert.Same(Error, StoreResult.Failed(Error).Error);
        Assert.Null(StoreResult.Done.Error);
        Assert.Null(StoreResult.Missing.Error);
    }

    [Fact]
    public void ThrowIfFailed_Missing_DoesNotThrow()
    {
        StoreResult.Missing.ThrowIfFailed();
        Assert.Same(Error, Assert.Throws<StoreException>(() => StoreResult.Failed(Error).ThrowIfFailed()).Error);
    }

    [Fact]
    public void Equality_IsByStatusAndError()
    {
        Assert.True(StoreResult.Done != StoreResult.Found);
        StoreResult missing = StoreResult.Missing;
        Assert.True(missing == StoreResult.Missing);
        Assert.Equal(StoreResult.Failed(Error), StoreResult.Failed(Error));
        Assert.Equal(StoreResult.Failed(Error).GetHashCode(), StoreResult.Failed(Error).GetHashCode());
        Assert.NotEqual(StoreResult.Failed(Error), StoreResult.Failed(new StoreError(Error.Code, Error.Operation, Error.Cause, Error.Remedy)));
        Assert.False(StoreResult.Done.Equals("done"));
    }

    [Fact]
    public void Failed_WithoutAnError_IsRefused() => Assert.Throws<ArgumentNullException>(() => StoreResult.Failed(null!));

    [Fact]
    public void ToString_SaysHowItEnded()
    {
        Assert.Equal("Missing", StoreResult.Missing.ToString());
        Assert.Equal(Error.Message, StoreResult.Failed(Error).ToString());
    }
}
