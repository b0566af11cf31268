using System.Globalization;
using Mooncake.Server.Sessions;
using Mooncake.Server.Tests.Support;

namespace Mooncake.Server.Tests.Differential;

/// <summary>
/// The same commands to redis-server and to a session. <c>MOONCAKE_DIFFERENTIAL</c> sets how many (20,000 by default, for each version of
/// the protocol), <c>MOONCAKE_DIFFERENTIAL_SEED</c> where they begin.
/// </summary>
public sealed class DifferentialTests
{
    private const int Batch = 200;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Replies_OfTheSameCommands_AreThoseOfRedis(int protocol)
    {
        using RedisProcess redis = RedisProcess.Start();
        await using MooncakeStore store = await MooncakeStore.OpenAsync(
            new MooncakeStoreOptions { SegmentBytes = 256L << 20 }, TestContext.Current.CancellationToken);
        ServerState server = new(store, new RespServerOptions());
        using SessionHost ours = new(server);
        using RawClient theirs = new(redis.Port);
        string hello = protocol.ToString(CultureInfo.InvariantCulture);
        theirs.Command("HELLO", hello);
        ours.Command("HELLO", hello);

        // How long commands take differs.
        theirs.Command("CONFIG", "SET", "slowlog-log-slower-than", "-1");
        ours.Command("CONFIG", "SET", "slowlog-log-slower-than", "-1");

        int seed = Setting("MOONCAKE_DIFFERENTIAL_SEED", 1);
        CommandStream stream = new(seed + protocol);
        List<string> differences = [];
        for (int done = 0; done < Setting("MOONCAKE_DIFFERENTIAL", 20_000) && differences.Count < 20; done += Batch)
        {
            string[][] commands = [.. Enumerable.Range(0, Batch).Select(_ => stream.Next())];
            byte[] frames = [.. commands.SelectMany(Frames.BytesOf)];
            theirs.Send(frames);
            List<string> answers = Replies.Split(ours.Send(frames));
            Assert.Equal(Batch, answers.Count);
            for (int i = 0; i < Batch; i++)
            {
                string expected = theirs.ReadReply();
                if (!ReplyComparison.AreAlike(commands[i], expected, answers[i]))
                {
                    differences.Add($"{string.Join(' ', commands[i])}\n  redis: {expected}\n  ours:  {answers[i]}");
                }
            }
        }

        Assert.True(differences.Count == 0, $"Seed {seed}, first differences:\n{string.Join('\n', differences)}");
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value
            : usual;
}
