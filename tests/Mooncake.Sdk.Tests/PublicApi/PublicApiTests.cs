using System.Reflection;
using Mooncake.Backends;
using Mooncake.Embedded;
using Mooncake.Native;
using Mooncake.Testing;

namespace Mooncake.PublicApi;

/// <summary>
/// What the packages show to the outside, so that every change of it is seen in review. After a change that is meant, set
/// <c>MOONCAKE_UPDATE_DOCUMENTS=1</c>, run these tests, and read the difference.
/// </summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData(typeof(StoreBackend))]
    [InlineData(typeof(NativeStoreBackend))]
    [InlineData(typeof(EmbeddedStoreBackend))]
    [InlineData(typeof(MooncakeStore))]
    [InlineData(typeof(ManualTimeProvider))]
    public void Assembly_ShowsWhatTheListingSays(Type member)
    {
        Assembly assembly = member.Assembly;
        string name = $"{assembly.GetName().Name}.verified.txt";
        Documents.VerifyOrUpdate($"tests/Mooncake.Sdk.Tests/PublicApi/{name}", name, ApiListing.Of(assembly));
    }
}
