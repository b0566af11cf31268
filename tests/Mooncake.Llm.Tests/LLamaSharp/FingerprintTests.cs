using LLama.Common;

namespace Mooncake.Llm.LLamaSharp.Tests;

public sealed class FingerprintTests : IDisposable
{
    private const int Megabyte = 1 << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("mooncake-llm-").FullName;

    [Fact]
    public void Of_EqualFiles_AreEqual() => Assert.Equal(Of("a", new byte[1000]), Of("b", new byte[1000]));

    [Theory]
    [InlineData(0)]
    [InlineData((16 * Megabyte) - 1)]
    [InlineData(16 * Megabyte)]
    [InlineData((17 * Megabyte) + 4095)]
    [InlineData((18 * Megabyte) + 4999)]
    public void Of_ASampledByteDiffers_AreDifferent(int offset)
    {
        byte[] content = new byte[(18 * Megabyte) + 5000];
        string before = Of("a", content);
        content[offset]++;

        Assert.NotEqual(before, Of("b", content));
    }

    [Fact]
    public void Of_AnotherByteDiffers_OnlyTheWholeFileTells()
    {
        byte[] content = new byte[18 * Megabyte];
        (string sample, string whole) = (Of("a", content), Of("a", content, wholeFile: true));
        content[(16 * Megabyte) + 5000]++;

        Assert.Equal(sample, Of("b", content));
        Assert.NotEqual(whole, Of("b", content, wholeFile: true));
        Assert.NotEqual(sample, whole);
    }

    [Fact]
    public void Of_AnotherLength_IsDifferent() => Assert.NotEqual(Of("a", new byte[1000]), Of("b", new byte[1001]));

    [Fact]
    public void Of_SeveralParts_ReadsAllOfThem()
    {
        string[] paths = [.. Enumerable.Range(1, 3).Select(part => Path.Combine(_folder, $"model-0000{part}-of-00003.gguf"))];
        Assert.All(paths, path => File.WriteAllBytes(path, [1, 2, 3]));
        string before = ModelFingerprint.Of(new ModelParams(paths[0])).Text;
        File.WriteAllBytes(paths[2], [1, 2, 4]);

        Assert.NotEqual(before, ModelFingerprint.Of(new ModelParams(paths[0])).Text);
        File.Delete(paths[1]);
        Assert.Throws<FileNotFoundException>(() => ModelFingerprint.Of(new ModelParams(paths[0])));
    }

    /// <summary>Deletes the files.</summary>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Of(string name, byte[] content, bool wholeFile = false)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return ModelFingerprint.Of(new ModelParams(path), wholeFile).Text;
    }
}
