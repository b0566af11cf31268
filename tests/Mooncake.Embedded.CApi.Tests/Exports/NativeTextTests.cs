using Mooncake.Embedded.CApi.Exports;

namespace Mooncake.Embedded.CApi.Tests.Exports;

public sealed unsafe class NativeTextTests
{
    [Fact]
    public void TryMeasure_OfEveryLengthAtEveryAlignment_FindsTheFirstNulBehindTheStart()
    {
        const int Most = 600;
        const int Alignments = 16;

        // NULs in front of each text and behind it: only the first one behind its start counts.
        byte[] memory = GC.AllocateArray<byte>(Alignments + Most + Alignments, pinned: true);
        fixed (byte* start = memory)
        {
            for (int alignment = 1; alignment <= Alignments; alignment++)
            {
                for (int length = 0; length <= Most; length++)
                {
                    memory.AsSpan().Clear();
                    memory.AsSpan(alignment, length).Fill(0xFF);

                    Assert.True(NativeText.TryMeasure(start + alignment, out int measured));
                    Assert.Equal(length, measured);
                }
            }
        }
    }
}
