using Mooncake.PublicApi;
using Mooncake.TestTools;

namespace Mooncake.Server.Tests.PublicApi;

/// <summary>
/// What the package shows to the outside, so that every change of it is seen in review. After a change that is meant, set
/// <c>MOONCAKE_UPDATE_DOCUMENTS=1</c>, run this test, and read the difference.
/// </summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Assembly_ShowsWhatTheListingSays()
    {
        string listing = Repository.PathOf("tests", "Mooncake.Server.Tests", "PublicApi", "Mooncake.Server.verified.txt");
        string shown = ApiListing.Of(typeof(RespServer).Assembly);
        if (Environment.GetEnvironmentVariable("MOONCAKE_UPDATE_DOCUMENTS") == "1")
        {
            File.WriteAllText(listing, shown);
        }

        Assert.Equal(shown, File.ReadAllText(listing).ReplaceLineEndings("\n"));
    }
}
