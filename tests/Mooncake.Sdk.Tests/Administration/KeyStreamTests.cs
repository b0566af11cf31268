using System.IO.Pipelines;
using System.Text;
using Mooncake.Operations;

namespace Mooncake.Administration;

/// <summary>The keys that a master lists: a line each, however they arrive.</summary>
public sealed class KeyStreamTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task Read_PiecesOfAnySize_GivesTheLinesOfTheRange(int pieceBytes)
    {
        string[] keys = [.. Enumerable.Range(0, 3000).Select(static i => $"a/{i}"), "b/1", "", "a", "a/x y"];
        string[] read = await ReadAsync(string.Join('\n', keys), pieceBytes, KeyRange.Of("a/"u8.ToArray()));
        Assert.Equal(keys.Where(static key => key.StartsWith("a/", StringComparison.Ordinal)), read);
    }

    [Fact]
    public async Task Read_RangeWithBothEnds_IsCheckedForEachKey()
    {
        KeyRange range = new([], "c"u8.ToArray(), IncludesFrom: true, Before: "e"u8.ToArray());
        Assert.Equal(["d", "c", "cc"], await ReadAsync("f\nd\nc\na\ne\ncc\n", 3, range));
        Assert.Equal(["d", "cc"], await ReadAsync("f\nd\nc\na\ne\ncc\n", 3, range with { IncludesFrom = false }));
    }

    [Fact]
    public async Task Read_MoreBytesThanAPage_GoesOnWithTheNext()
    {
        string[] keys = [.. Enumerable.Range(0, 40).Select(static i => $"{i}{new string('k', 60_000)}")];
        Assert.Equal(keys, await ReadAsync(string.Join('\n', keys) + '\n', 10_000, KeyRange.Of([])));
    }

    [Fact]
    public async Task Read_Nothing_IsTheEnd() => Assert.Empty(await ReadAsync("", 1, KeyRange.Of([])));

    [Fact]
    public async Task Read_LineWithoutEnd_IsNoAnswerOfAMaster() =>
        await Assert.ThrowsAsync<FormatException>(() => ReadAsync(new string('x', KeyStream.LongestLine + 100_000), 50_000, KeyRange.Of([])));

    private static async Task<string[]> ReadAsync(string body, int pieceBytes, KeyRange range)
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
            while (await stream.ReadAsync(range, bytes, lengths, Stop) is > 0 and var count)
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
