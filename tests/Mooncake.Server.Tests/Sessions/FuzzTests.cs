using System.Globalization;
using System.Text;
using Mooncake.Server.Sessions;
using Mooncake.Server.Tests.Differential;
using Mooncake.Server.Tests.Support;

namespace Mooncake.Server.Tests.Sessions;

/// <summary>
/// Whatever a client sends, a session replies or ends the connection, and keeps little memory. <c>MOONCAKE_FUZZ</c> sets the number of inputs
/// (3,000 by default), <c>MOONCAKE_FUZZ_SEED</c> the first seed.
/// </summary>
public sealed class FuzzTests : SessionTest
{
    // Lists of keys grow with the store, and their cost with them.
    private const int InputsBetweenFlushes = 500;

    private static readonly string[] Dictionary =
        ["*", "$", "\r\n", "*-1\r\n", "$-1\r\n", "*1000000\r\n", "$536870912\r\n", "\"", "'", "\\x", "\0", "*2\r\n$3\r\nGET\r\n",
            "$99999999999\r\n", "HELLO 3\r\n", "SCAN 0\r\n"];

    [Fact]
    public void Session_GivenMutatedFrames_NeverFails()
    {
        int seed = Setting("MOONCAKE_FUZZ_SEED", 1);
        using SessionThread thread = new(Server);
        for (int i = 0; i < Setting("MOONCAKE_FUZZ", 3_000); i++)
        {
            if (i % InputsBetweenFlushes == 0)
            {
                Assert.Equal("+OK\r\n", Command("FLUSHALL"));
            }

            Random random = new(seed + i);
            byte[] input = Mutate(random, Frames(new CommandStream(seed + i), random.Next(1, 6)));
            using SessionHost client = new(Server, thread);
            try
            {
                SendInPieces(client, random, input);
            }
            catch (Exception exception)
            {
                Assert.Fail($"Seed {seed + i}: {exception}");
            }

            Assert.True(client.Session.HeldBytes <= input.Length);
        }

        Assert.Equal([Client.Session], Server.Clients.All);
        Assert.InRange(Server.Cursors.Bytes, 0, ScanCursors.MaxBytes);
        Assert.Equal(0, Server.Channels.ChannelCount + Server.Channels.PatternCount);
    }

    [Fact]
    public void Commands_SplitAtEveryByte_GiveTheSameReplies()
    {
        byte[] input = Frames(new CommandStream(7), 12);
        Command("FLUSHALL");
        using SessionHost whole = new(Server);
        string expected = Normalize(whole.Send(input));
        for (int split = 1; split < input.Length; split++)
        {
            Command("FLUSHALL");
            using SessionHost client = new(Server);
            byte[] first = client.Send(input.AsSpan(0, split));
            Assert.Equal(expected, Normalize([.. first, .. client.Send(input.AsSpan(split))]));
        }
    }

    private static string Normalize(byte[] replies) => Encoding.Latin1.GetString(replies);

    private static byte[] Frames(CommandStream stream, int count) =>
        [.. Enumerable.Range(0, count).SelectMany(_ => Support.Frames.BytesOf(stream.Next()))];

    private static void SendInPieces(SessionHost client, Random random, byte[] input)
    {
        int at = 0;
        while (at < input.Length && client.Step != SessionStep.Closing)
        {
            int length = Math.Min(random.Next(1, 64), input.Length - at);
            Replies.Split(client.Send(input.AsSpan(at, length)));
            at += length;
        }
    }

    private static byte[] Mutate(Random random, byte[] input)
    {
        List<byte> bytes = [.. input];
        for (int i = random.Next(4); i > 0; i--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 8), bytes.Count - at - 1));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.Latin1.GetBytes(Dictionary[random.Next(Dictionary.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 20), bytes.Count - at)));
                    break;
                default:
                    bytes.RemoveRange(at + 1, bytes.Count - at - 1);
                    break;
            }
        }

        return [.. bytes];
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value
            : usual;
}
