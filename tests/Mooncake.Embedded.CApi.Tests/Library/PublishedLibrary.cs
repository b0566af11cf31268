[assembly: AssemblyFixture(typeof(Mooncake.Embedded.CApi.Tests.Library.PublishedLibrary))]

namespace Mooncake.Embedded.CApi.Tests.Library;

/// <summary>
/// <c>libmooncake_store.so</c>, published when the first test asks for it: as the project chooses, which nearly all tests load, and for the
/// newer framework.
/// </summary>
public sealed class PublishedLibrary : IDisposable
{
    /// <summary>The library's file name.</summary>
    internal const string FileName = "libmooncake_store.so";

    /// <summary>The framework that the project can be told to take instead of its own, where its NativeAOT runtime is to be had.</summary>
    internal const string NewerFramework = "net10.0";

    private const string Variable = "MOONCAKE_PUBLISH_AOT";

    private readonly Lazy<Publication> _usual = new(static () => Publication.For(framework: null));
    private readonly Lazy<Publication> _newer = new(static () => Publication.For(NewerFramework));
    private readonly Lazy<DirectoryInfo> _work = new(static () => Directory.CreateTempSubdirectory("mooncake-capi-tests-"));

    /// <summary>A folder for what the tests compile; deleted at their end.</summary>
    internal string WorkFolder => _work.Value.FullName;

    /// <summary>The library's path; skips the test where it cannot be made.</summary>
    /// <param name="newer">True for the one of <see cref="NewerFramework"/>, which is made only where it is asked for.</param>
    internal string Require(bool newer = false)
    {
        Assert.SkipUnless(
            !newer || Environment.GetEnvironmentVariable(Variable) == "1",
            $"Compiling the library a second time, for {NewerFramework}, keeps two cores busy for half a minute; {Variable}=1 does it.");
        Publication publication = (newer ? _newer : _usual).Value;
        Assert.SkipWhen(publication.Library is null, publication.Reason);
        return publication.Library;
    }

    public void Dispose()
    {
        if (_work.IsValueCreated)
        {
            _work.Value.Delete(recursive: true);
        }
    }
}
