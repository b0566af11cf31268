namespace Mooncake.Records;

public sealed class SizeEstimateTests
{
    private const int Window = 256;

    [Fact]
    public void Room_OfATypeOfFixedSize_StaysWhatTheTypeSays()
    {
        SizeEstimate estimate = new(fixedSize: 40);

        See(estimate, 1000, times: 2 * Window);

        Assert.Equal(40, estimate.Capacity);
        Assert.False(estimate.IsGuess);
    }

    [Fact]
    public void Room_BeforeTheFirstObject_IsAGuess()
    {
        SizeEstimate estimate = new(fixedSize: 0);

        Assert.True(estimate.IsGuess);
        Assert.True(estimate.Capacity > 0);
    }

    [Fact]
    public void Room_AfterALargerObject_HoldsIt()
    {
        SizeEstimate estimate = new(fixedSize: 0);

        See(estimate, 100_000, times: 1);

        Assert.InRange(estimate.Capacity, 100_000, 120_000);
        Assert.False(estimate.IsGuess);
    }

    [Fact]
    public void Room_AfterManySmallObjects_ShrinksToTheLargestOfThem()
    {
        SizeEstimate estimate = new(fixedSize: 0);
        See(estimate, 100_000, times: 1);

        See(estimate, 500, times: Window);
        Assert.InRange(estimate.Capacity, 100_000, 120_000);
        See(estimate, 400, times: Window);

        Assert.InRange(estimate.Capacity, 500, 1000);
    }

    private static void See(SizeEstimate estimate, int size, int times)
    {
        for (int i = 0; i < times; i++)
        {
            estimate.Saw(size);
        }
    }
}
