using System.Runtime.InteropServices;
using System.Text;
using Mooncake.Server.Protocol;

namespace Mooncake.Server.Tests.Protocol;

public sealed unsafe class RespParserTests
{
    private static readonly ParseLimits Limits = new(1024, 1 << 20, IsAuthenticated: true);

    [Theory]
    [InlineData("*1\r\n$4\r\nPING\r\n", "PING")]
    [InlineData("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$0\r\n\r\n", "SET|k|")]
    [InlineData("*0\r\n", "")]
    [InlineData("*-1\r\n", "")]
    [InlineData("PING\r\n", "PING")]
    [InlineData("PING\n", "PING")]
    [InlineData("\r\n", "")]
    [InlineData("  set  a   b \r\n", "set|a|b")]
    [InlineData("set \"a b\\x41\\n\" 'c d\\''\r\n", "set|a bA\n|c d'")]
    [InlineData("a\"b\"\r\n", "ab")]
    public void Frame_ThatIsComplete_GivesItsArguments(string frame, string arguments)
    {
        RespParser parser = new();
        Assert.Equal(ParseStatus.Complete, Parse(parser, frame, out string found));
        Assert.Equal(arguments, found);
        Assert.Equal(frame.Length, parser.Position);
    }

    [Theory]
    [InlineData("*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$5\r\nvalue\r\n", "SET|key|value")]
    [InlineData("*2\r\n$10\r\n0123456789\r\n$0\r\n\r\n", "0123456789|")]
    [InlineData("set \"a b\" c\r\n", "set|a b|c")]
    public void Frame_SplitAtEveryByte_GivesTheSameArguments(string frame, string arguments)
    {
        for (int split = 0; split < frame.Length; split++)
        {
            RespParser parser = new();
            using FrameMemory memory = new(frame);
            Assert.Equal(ParseStatus.Incomplete, parser.Parse(memory.Start, split, in Limits));
            Assert.Equal(ParseStatus.Complete, parser.Parse(memory.Start, frame.Length, in Limits));
            Assert.Equal(arguments, memory.ArgumentsOf(parser));
        }
    }

    [Theory]
    [InlineData("*x\r\n", "invalid multibulk length")]
    [InlineData("*2000\r\n", "invalid multibulk length")]
    [InlineData("*99999999999999999999\r\n", "invalid multibulk length")]
    [InlineData("*1\r\n+OK\r\n", "expected '$', got '+'")]
    [InlineData("*1\r\n$-1\r\n", "invalid bulk length")]
    [InlineData("*1\r\n$x\r\n", "invalid bulk length")]
    [InlineData("*1\r\n$03\r\n", "invalid bulk length")]
    [InlineData("*1\r\n$2000000\r\n", "invalid bulk length")]
    [InlineData("set \"a\r\n", "unbalanced quotes in request")]
    [InlineData("set \"a\"b\r\n", "unbalanced quotes in request")]
    public void Frame_ThatIsMalformed_SaysWhy(string frame, string fault)
    {
        RespParser parser = new();
        Assert.Equal(ParseStatus.Malformed, Parse(parser, frame, out _));
        Assert.Equal(fault, parser.Fault);
    }

    [Theory]
    [InlineData("*11\r\n", "unauthenticated multibulk length")]
    [InlineData("*1\r\n$16385\r\n", "unauthenticated bulk length")]
    public void Frame_BeforeThePassword_HasSmallLimits(string frame, string fault)
    {
        RespParser parser = new();
        Assert.Equal(ParseStatus.Malformed, Parse(parser, frame, out _, ParseLimits.BeforePassword));
        Assert.Equal(fault, parser.Fault);
    }

    [Theory]
    [InlineData('*', "too big mbulk count string")]
    [InlineData('x', "too big inline request")]
    public void Line_WithoutEnd_IsRefused(char first, string fault)
    {
        RespParser parser = new();
        Assert.Equal(ParseStatus.Malformed, Parse(parser, first + new string('1', 70_000), out _));
        Assert.Equal(fault, parser.Fault);
    }

    [Fact]
    public void Length_ThatIsOnlyClaimed_AllocatesNothing()
    {
        RespParser parser = new();
        Parse(parser, "*1\r\n", out _);
        parser.Next();
        long before = GC.GetAllocatedBytesForCurrentThread();
        fixed (byte* frame = "*1000\r\n$1000000\r\nabc"u8.ToArray())
        {
            Assert.Equal(ParseStatus.Incomplete, parser.Parse(frame, 20, in Limits));
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1000);
    }

    private static ParseStatus Parse(RespParser parser, string frame, out string arguments, ParseLimits? limits = null)
    {
        using FrameMemory memory = new(frame);
        ParseStatus status = parser.Parse(memory.Start, frame.Length, limits ?? Limits);
        arguments = status == ParseStatus.Complete ? memory.ArgumentsOf(parser) : "";
        return status;
    }

    /// <summary>A frame in native memory, where a session has it.</summary>
    private sealed class FrameMemory : IDisposable
    {
        private readonly int _length;

        internal FrameMemory(string frame)
        {
            _length = frame.Length;
            Start = (byte*)NativeMemory.Alloc((nuint)_length + 16);
            Encoding.Latin1.GetBytes(frame, new Span<byte>(Start, _length));
        }

        internal byte* Start { get; }

        public void Dispose() => NativeMemory.Free(Start);

        internal string ArgumentsOf(RespParser parser)
        {
            Span<byte> bytes = new(Start, _length);
            string[] found = new string[parser.Count];
            for (int i = 0; i < found.Length; i++)
            {
                Argument argument = parser.Arguments[i];
                found[i] = Encoding.Latin1.GetString(bytes.Slice(argument.Offset, argument.Length));
                Assert.Equal(0, bytes[argument.Offset + argument.Length]);
            }

            return string.Join('|', found);
        }
    }
}
