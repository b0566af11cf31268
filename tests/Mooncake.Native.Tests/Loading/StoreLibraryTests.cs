using Mooncake.Native.Tests.Stub;

namespace Mooncake.Native.Tests.Loading;

public sealed class StoreLibraryTests(StubCompiler compiler)
{
    [Fact]
    public void Load_Complete_NamesItsPath()
    {
        string path = compiler.Complete();

        Assert.True(StoreLibrary.TryLoad(path, out StoreLibrary? library, out LibraryLoadFailure? failure), failure?.ToString());
        Assert.Equal(path, library.Path);
        Assert.Equal(LibraryOrigin.Option, library.Origin);
        Assert.Null(failure);
    }

    [Fact]
    public void Load_OptionThatIsNotThere_TriesNothingElseAndSaysWhy()
    {
        string path = Path.Combine(Path.GetTempPath(), "no-such-folder", "libmooncake_store.so");

        Assert.False(StoreLibrary.TryLoad(path, out StoreLibrary? library, out LibraryLoadFailure? failure));
        Assert.Null(library);
        Assert.Equal(StoreErrorCode.LibraryNotLoaded, failure.Code);
        LibraryLoadAttempt attempt = Assert.Single(failure.Attempts);
        Assert.Equal(path, attempt.Path);
        Assert.NotEmpty(attempt.LoaderMessage);
        Assert.Null(attempt.MissingDependency);
        Assert.Contains(path, failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("library=", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SeveralCandidates_NamesEveryOneAndWhatTheLoaderSaid()
    {
        string folder = Path.Combine(Path.GetTempPath(), "no-such-folder");
        List<LibraryCandidate> candidates = LibraryResolver.Candidates(null, null, folder);
        candidates[^1] = new LibraryCandidate("libno-such-library.so", LibraryOrigin.SystemLoader);

        Assert.False(StoreLibrary.TryLoadFirst(candidates, out _, out LibraryLoadFailure? failure));
        Assert.Equal(candidates.Select(candidate => candidate.Path), failure.Attempts.Select(attempt => attempt.Path));
        string[] lines = failure.ToString().Split('\n');
        Assert.Equal(1 + candidates.Count, lines.Length);
        Assert.All(lines.Skip(1).Zip(candidates), static pair =>
        {
            Assert.StartsWith($"  {pair.Second.Path} (", pair.First, StringComparison.Ordinal);
            Assert.Equal(pair.First.IndexOf(pair.Second.Path, StringComparison.Ordinal), pair.First.LastIndexOf(pair.Second.Path, StringComparison.Ordinal));
        });
        Assert.Contains("embedded://", failure.Remedy, StringComparison.Ordinal);
        Assert.Contains("WITH_STORE_C_SHARED", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FirstCandidateThatLoads_IsTaken()
    {
        string path = compiler.Complete();
        List<LibraryCandidate> candidates =
        [
            new("/no-such-folder/a.so", LibraryOrigin.Application),
            new(path, LibraryOrigin.Application),
            new("/no-such-folder/b.so", LibraryOrigin.SystemLoader),
        ];

        Assert.True(StoreLibrary.TryLoadFirst(candidates, out StoreLibrary? library, out _));
        Assert.Equal(path, library.Path);
    }

    [Fact]
    public void Load_VariableThatIsNotThere_RemedyNamesTheVariable()
    {
        List<LibraryCandidate> candidates = LibraryResolver.Candidates(null, "/no-such-folder/a.so", AppContext.BaseDirectory);

        Assert.False(StoreLibrary.TryLoadFirst(candidates, out _, out LibraryLoadFailure? failure));
        Assert.Contains(StoreLibrary.EnvironmentVariable, failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithoutTwoFunctions_NamesBoth()
    {
        string path = compiler.Incomplete();

        Assert.False(StoreLibrary.TryLoad(path, out _, out LibraryLoadFailure? failure));
        Assert.Equal(StoreErrorCode.LibraryIncomplete, failure.Code);
        Assert.Equal(["mooncake_store_remove_by_regex", "mooncake_store_remove_all"], failure.Attempts[0].MissingFunctions);
        Assert.Contains("mooncake_store_remove_by_regex, mooncake_store_remove_all", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains(path, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ALibraryOfSomethingElse_NamesAll19Functions()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The C library has this name on Linux only.");

        Assert.False(StoreLibrary.TryLoad("libc.so.6", out _, out LibraryLoadFailure? failure));
        Assert.Equal(StoreErrorCode.LibraryIncomplete, failure.Code);
        Assert.Equal(19, failure.Attempts[0].MissingFunctions.Count);
    }

    [Fact]
    public void Load_WithoutItsDependency_NamesTheDependency()
    {
        string path = compiler.Needy();

        Assert.False(StoreLibrary.TryLoad(path, out _, out LibraryLoadFailure? failure));
        Assert.Equal(StoreErrorCode.LibraryNotLoaded, failure.Code);
        Assert.Equal("libstubdependency.so", failure.Attempts[0].MissingDependency);
        Assert.Contains("libstubdependency.so", failure.Remedy, StringComparison.Ordinal);
        Assert.Contains(path, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FileThatIsNoLibrary_SaysSo()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "not a library, and long enough that the loader reads a header");

            Assert.False(StoreLibrary.TryLoad(path, out _, out LibraryLoadFailure? failure));
            Assert.Equal(StoreErrorCode.LibraryNotLoaded, failure.Code);
            Assert.NotEmpty(failure.Attempts[0].LoaderMessage);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("lib\0.so")]
    [InlineData("/x/lib\0.so")]
    public void Load_PathWithNul_IsAFailureNotAnException(string path)
    {
        Assert.False(StoreLibrary.TryLoad(path, out _, out LibraryLoadFailure? failure));
        Assert.Contains("NUL", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TwoLibraries_EachHasItsOwnFunctions()
    {
        StubLibrary first = new(compiler.Complete());
        StubLibrary second = new(compiler.Complete());
        using NativeStoreBackend firstBackend = first.OpenBackend();
        using NativeStoreBackend secondBackend = second.OpenBackend();
        second.SetAnswer(7);

        Assert.Equal(1L << 34, firstBackend.RemoveAll(force: false));
        Assert.Equal(7, secondBackend.RemoveAll(force: true));
        Assert.Equal("remove_all store force=0", first.TakeLog());
        Assert.Equal("remove_all store force=1", second.TakeLog());
    }

    [Fact]
    public void IsSupported_Always_AgreesWithItsReason()
    {
        Assert.Equal(StoreLibrary.IsSupported, StoreLibrary.NotSupportedReason is null);
        Assert.Equal(StoreLibrary.IsSupported, StoreLibrary.TryLoad(null, out _, out _));
    }
}
