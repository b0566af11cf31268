using System.Runtime.InteropServices;
using Mooncake.Shared;

namespace Mooncake.Abstractions.Tests.Shared;

public sealed unsafe class HugePagesTests
{
    [Fact]
    public void Advise_OfMemoryOfThisProcess_LeavesItsBytesAlone()
    {
        nuint size = 2 * HugePages.Bytes;
        byte* memory = (byte*)NativeMemory.AlignedAlloc(size, HugePages.Bytes);
        Span<byte> ends = [memory[0] = 1, memory[size - 1] = 2];

        bool isTaken = HugePages.Advise(memory, size);

        Assert.True(isTaken || !OperatingSystem.IsLinux() || !File.Exists("/sys/kernel/mm/transparent_hugepage/enabled"));
        Assert.Equal(ends, [memory[0], memory[size - 1]]);
        NativeMemory.AlignedFree(memory);
    }

    [Fact]
    public void Advise_OfMemoryThatIsNone_AnswersFalse() => Assert.False(HugePages.Advise((void*)1, 1));
}
