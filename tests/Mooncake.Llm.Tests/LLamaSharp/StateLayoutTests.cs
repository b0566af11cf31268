using System.Buffers.Binary;
using Mooncake.Llm.LLamaSharp.States;

namespace Mooncake.Llm.LLamaSharp.Tests;

public sealed class StateLayoutTests
{
    private const int Start = 32;
    private const int Count = 8;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Parse_WellFormedState_HasItsSize(bool isTransposed)
    {
        byte[] state = State(isTransposed);

        Assert.True(StateLayout.TryParse(state, Start, Count, out StateLayout? layout, out _));
        Assert.Equal((UInt128)state.Length, layout.SizeOf(Count));
        Assert.Null(layout.FaultOf(state, Start, Count));
        Assert.Equal(isTransposed ? "transposed K1:6x1 K1:6x1 V1:2x3 V1:2x3" : "rows K1:6x1 K1:6x1 V1:6x1 V1:6x1", layout.ToString());
    }

    [Fact]
    public void Parse_PositionsInAnotherOrder_AreAccepted()
    {
        byte[] state = State(isTransposed: false);
        Span<byte> first = state.AsSpan(16, 12);
        Span<byte> last = state.AsSpan(16 + (12 * (Count - 1)), 12);
        byte[] saved = first.ToArray();
        last.CopyTo(first);
        saved.CopyTo(last);

        Assert.True(StateLayout.TryParse(state, Start, Count, out _, out _));
    }

    [Theory]
    [InlineData(0, 0u, "begins with")]
    [InlineData(8, 2u, "caches")]
    [InlineData(12, Count + 1u, "tokens")]
    [InlineData(16, Start + Count, "positions are not")]
    [InlineData(16, Start + 1u, "positions are not")]
    [InlineData(16, 0x80000000u, "positions are not")]
    [InlineData(20, 2u, "sequences")]
    [InlineData(112, 2u, "transposed")]
    [InlineData(116, 0u, "layers")]
    [InlineData(116, 1u, "bytes after")]
    [InlineData(116, uint.MaxValue, "layers")]
    [InlineData(124, 7u, "bytes after")]
    [InlineData(128, uint.MaxValue, "end within")]
    public void Parse_ANumberIsWrong_SaysWhat(int offset, uint value, string reason)
    {
        byte[] state = State(isTransposed: false);
        BinaryPrimitives.WriteUInt32LittleEndian(state.AsSpan(offset), value);

        Assert.False(StateLayout.TryParse(state, Start, Count, out _, out string? fault));
        Assert.Contains(reason, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void FaultOf_EveryTruncation_IsRefused()
    {
        byte[] state = State(isTransposed: true);
        Assert.True(StateLayout.TryParse(state, Start, Count, out StateLayout? layout, out _));

        for (int length = 0; length < state.Length; length++)
        {
            Assert.NotNull(layout.FaultOf(state.AsSpan(0, length), Start, Count));

            // Without the size to compare with: only what ends between two layers can be well-formed.
            if (StateLayout.TryParse(state.AsSpan(0, length), Start, Count, out StateLayout? other, out _))
            {
                Assert.False(layout.Equals(other));
            }
        }
    }

    [Fact]
    public void FaultOf_EveryChangedByteOfTheHeaders_IsRefusedOrIgnoredByTheContext()
    {
        byte[] state = State(isTransposed: false);
        Assert.True(StateLayout.TryParse(state, Start, Count, out StateLayout? layout, out _));
        HashSet<int> content = [.. ContentOf(state.Length)];

        for (int i = 0; i < state.Length; i++)
        {
            state[i] ^= 0x55;
            Assert.Equal(content.Contains(i), layout.FaultOf(state, Start, Count) is null);
            state[i] ^= 0x55;
        }
    }

    [Fact]
    public void Parse_RandomBytes_NeverThrows()
    {
        Random random = new(7);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] state = State(isTransposed: (i & 1) == 0)[..random.Next(1, 361)];
            for (int changes = random.Next(4); changes >= 0; changes--)
            {
                state[random.Next(state.Length)] = (byte)random.Next();
            }

            bool isParsed = StateLayout.TryParse(state, Start, Count, out StateLayout? layout, out string? reason);
            Assert.Equal(isParsed, reason is null);
            Assert.Equal(isParsed, layout is not null);
        }
    }

    [Fact]
    public void Equals_OtherTypeSizeOrOrder_IsFalse()
    {
        StateLayout rows = Parse(State(isTransposed: false));

        Assert.Equal(rows, Parse(State(isTransposed: false)));
        Assert.Equal(rows.GetHashCode(), Parse(State(isTransposed: false)).GetHashCode());
        Assert.NotEqual(rows, Parse(State(isTransposed: true)));
        Assert.NotEqual(rows, Parse(State(isTransposed: false, type: 8)));
        Assert.NotEqual(rows, Parse(State(isTransposed: false, layers: 3)));
    }

    private static StateLayout Parse(byte[] state)
    {
        Assert.True(StateLayout.TryParse(state, Start, Count, out StateLayout? layout, out _));
        return layout;
    }

    /// <summary>Keys and values, and the sequence, which llama.cpp ignores.</summary>
    private static IEnumerable<int> ContentOf(int length)
    {
        IEnumerable<int> sequences = Enumerable.Range(4, 4).Concat(
            Enumerable.Range(0, Count).SelectMany(static token => Enumerable.Range(24 + (12 * token), 4)));
        const int tensor = 12 + (6 * Count);
        return sequences.Concat(Enumerable.Range(120, length - 120).Where(static offset => (offset - 120) % tensor >= 12));
    }

    /// <summary>A state with three elements of two bytes for each token and layer.</summary>
    private static byte[] State(bool isTransposed, int type = 1, int layers = 2)
    {
        MemoryStream stream = new();
        BinaryWriter writer = new(stream);
        writer.Write(0xAF143CD8);
        writer.Write(5);
        writer.Write(1);
        writer.Write(Count);
        for (int i = 0; i < Count; i++)
        {
            writer.Write(Start + i);
            writer.Write(1);
            writer.Write(5);
        }

        writer.Write(isTransposed ? 1 : 0);
        writer.Write(layers);
        for (int tensor = 0; tensor < 2 * layers; tensor++)
        {
            writer.Write(type);
            if (isTransposed && tensor >= layers)
            {
                writer.Write(2);
                writer.Write(3);
            }
            else
            {
                writer.Write(6L);
            }

            writer.Write(new byte[6 * Count]);
        }

        return stream.ToArray();
    }
}
