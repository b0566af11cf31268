namespace Mooncake.Native.Tests.Loading;

/// <summary>The texts of three loaders.</summary>
public sealed class LoaderMessagesTests
{
    [Fact]
    public void Words_AfterDotNetsAdvice_AreKept() =>
        Assert.Equal(
            "/x/a.so: cannot open shared object file; second remark",
            LoaderMessages.Extract("Unable to load shared library '/x/a.so'. Consider this and that: \n/x/a.so: cannot open shared object file\nsecond remark\n"));

    [Fact]
    public void Words_OneLineOnly_AreKept() => Assert.Equal("Bad image.", LoaderMessages.Extract(" Bad image. "));

    [Theory]
    [InlineData("/x/a.so: cannot open shared object file; a.so: cannot open shared object file", "cannot open shared object file")]
    [InlineData("/x/a.so: file too short; a second remark: of another kind", "file too short; a second remark: of another kind")]
    [InlineData("Bad image.", "Bad image.")]
    [InlineData("", "")]
    public void WithoutFile_NamesTheFileNoSecondTime(string words, string expected) =>
        Assert.Equal(expected, LoaderMessages.WithoutFile(words, "a.so"));

    [Theory]
    [InlineData("libfoo.so.1: cannot open shared object file: No such file or directory", "libfoo.so.1")]
    [InlineData("a remark; libfoo.so.1: cannot open shared object file: No such file or directory", "libfoo.so.1")]
    [InlineData("Error loading shared library libfoo.so.1: No such file or directory (needed by /x/a.so)", "libfoo.so.1")]
    [InlineData("dlopen(/x/a.so, 0x0001): Library not loaded: @rpath/libfoo.dylib; Referenced from: /x/a.so", "@rpath/libfoo.dylib")]
    [InlineData("/x/a.so: cannot open shared object file: No such file or directory", null)]
    [InlineData("Error loading shared library /x/a.so: No such file or directory", null)]
    [InlineData("/x/a.so: file too short", null)]
    [InlineData("", null)]
    public void Dependency_IsTheNameThatWasNotAskedFor(string words, string? dependency) =>
        Assert.Equal(dependency, LoaderMessages.MissingDependency(words, "/x/a.so"));
}
