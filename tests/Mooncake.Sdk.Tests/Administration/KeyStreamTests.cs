using System.IO.Pipelines;
using System.Text;

namespace Mooncake.Administration;

/// <summary>The keys that a master lists: a line each, however they arrive.</summary>
public sealed class KeyStreamTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task Read_PiecesOfAnySize_GivesTheLinesWithThePrefix(int pieceBytes)
    {
        string[] keys = [.. Enumerable.Range(0, 3000).Select(static i => $"a/{i}"), "b/1", "", "a", "a/x y"];
        string[] read = await ReadAsync(string.Join('\n', keys), pieceBytes, "a/");
        Assert.Equal(keys.Where(static key => key.StartsWith("a/", StringComparison.Ordinal)), read);
    }

    [Fact]
    public async Task Read_MoreBytesThanAPage_GoesOnWithTheNext()
    {
        string[] keys = [.. Enumerable.Range(0, 40).Select(static i => $"{i}{new string('k', 60_000)}")];
        Assert.Equal(keys, await ReadAsync(string.Join('\n', keys) + '\n', 10_000, ""));
    }

    [Fact]
    public async Task Read_Nothing_IsTheEnd() => Assert.Empty(await ReadAsync("", 1, ""));

    [Fact]
    public async Task Read_LineWithoutEnd_IsNoAnswerOfAMaster() =>
        await Assert.ThrowsAsync<FormatException>(() => ReadAsync(new string('x', KeyStream.LongestLine + 100_000), 50_000, ""));

    private static async Task<string[]> ReadAsync(string body, int pieceBytes, string prefix)
    {
        Pipe pipe = new();
        Task writing = Task.Run(async () =>
        {
            foreach (byte[] piece in Encoding.UTF8.GetBytes(body).Chunk(pieceBytes))
            {
                FlushResult flushed = await pipe.Writer.WriteAsync(piece, Stop);
                if (flushed.IsCompleted)
                {
                    break;
                }
            }

            await pipe.Writer.CompleteAsync();
        });
        List<string> keys = [];
        await using (KeyStream stream = new(new HttpResponseMessage(), pipe.Reader))
        {
            byte[] bytes = new byte[KeyStream.LongestLine];
            int[] lengths = new int[1024];
            while (await stream.ReadAsync(Encoding.UTF8.GetBytes(prefix), bytes, lengths, Stop) is > 0 and var count)
            {
                int start = 0;
                foreach (int length in lengths.AsSpan(0, count))
                {
                    keys.Add(Encoding.UTF8.GetString(bytes, start, length));
                    start += length;
                }
            }
        }

        await writing;
        return [.. keys];
    }
}
