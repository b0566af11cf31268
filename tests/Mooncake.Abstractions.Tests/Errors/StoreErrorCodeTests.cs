namespace Mooncake.Abstractions.Tests.Errors;

/// <summary>The numbers are written down by users and in logs: they may only grow.</summary>
public sealed class StoreErrorCodeTests
{
    // The table of mooncake-store/include/types.h, commit 3b5a5941.
    private static readonly int[] Table =
    [
        0, -1, -10, -100, -101, -102, -103, -200, -300, -400, -500, -600, -601, -700, -701, -702, -703, -704, -705,
        -706, -707, -708, -709, -710, -711, -712, -713, -714, -800, -801, -900, -901, -1000, -1001, -1002, -1003,
        -1004, -1005, -1006, -1007, -1010, -1011, -1012, -1100, -1101, -1102, -1103, -1104, -1105, -1106, -1200, -1201,
        -1202, -1203, -1300, -1301, -1400, -1401, -1402, -1500, -1501, -1502, -1503, -1600, -1601, -1602, -1603, -1604,
        -1605, -1700, -1701, -1702,
    ];

    private static readonly int[] OfTheSdk =
    [
        -20000, -20001, -20002, -20003, -20004, -20005, -20006, -20007,
        -20020, -20021, -20022, -20023, -20024,
        -20040, -20041, -20042, -20043, -20044, -20045, -20046, -20047, -20048,
        -20060, -20061, -20062,
        -20080, -20081, -20082, -20083, -20084, -20085, -20086,
        -20100, -20101, -20102, -20103,
    ];

    [Fact]
    public void Codes_OfMooncake_AreExactlyItsTable() =>
        Assert.Equal(Table, Numbers().Where(number => number > -20000).OrderDescending());

    [Fact]
    public void Codes_OfTheSdk_AreAllStillThere() => Assert.Subset(Numbers().ToHashSet(), OfTheSdk.ToHashSet());

    [Fact]
    public void Numbers_StandOnlyOnce() => Assert.Equal(Numbers().Distinct().Count(), Numbers().Count());

    private static IEnumerable<int> Numbers() => Enum.GetValues<StoreErrorCode>().Select(code => (int)code);
}
