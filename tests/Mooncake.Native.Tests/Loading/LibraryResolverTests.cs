namespace Mooncake.Native.Tests.Loading;

public sealed class LibraryResolverTests
{
    private static readonly string Folder = Path.GetFullPath("app");

    [Fact]
    public void Option_Given_IsTheOnlyCandidate()
    {
        string path = Path.GetFullPath("some/lib.so");

        LibraryCandidate candidate = Assert.Single(LibraryResolver.Candidates(path, "/else/where.so", Folder));
        Assert.Equal(new LibraryCandidate(path, LibraryOrigin.Option), candidate);
    }

    [Fact]
    public void Variable_GivenWithoutOption_IsTheOnlyCandidate()
    {
        string path = Path.GetFullPath("some/lib.so");

        LibraryCandidate candidate = Assert.Single(LibraryResolver.Candidates(null, path, Folder));
        Assert.Equal(new LibraryCandidate(path, LibraryOrigin.EnvironmentVariable), candidate);
    }

    [Fact]
    public void Nothing_Given_LooksBesideTheApplicationThenAsksTheLoader()
    {
        List<LibraryCandidate> candidates = LibraryResolver.Candidates("", "", Folder);

        Assert.All(candidates.SkipLast(1), candidate => Assert.Equal(LibraryOrigin.Application, candidate.Origin));
        Assert.Contains(Path.Combine(Folder, "runtimes"), candidates[0].Path, StringComparison.Ordinal);
        Assert.EndsWith(Path.Combine("native", LibraryResolver.FileName), candidates[0].Path, StringComparison.Ordinal);
        Assert.Equal(Path.Combine(Folder, LibraryResolver.FileName), candidates[^2].Path);
        Assert.Equal(new LibraryCandidate(LibraryResolver.FileName, LibraryOrigin.SystemLoader), candidates[^1]);
    }

    [Fact]
    public void Path_Relative_IsMadeAbsolute() =>
        Assert.Equal(Path.GetFullPath("some/lib.so"), LibraryResolver.Candidates("some/lib.so", null, Folder)[0].Path);

    [Fact]
    public void Path_BareFileName_IsLeftToTheLoader() =>
        Assert.Equal("libother.so", LibraryResolver.Candidates("libother.so", null, Folder)[0].Path);
}
