using Mooncake.Durable.CApi.Clients;

namespace Mooncake.Durable.CApi.Tests.Clients;

/// <summary>The library's own folder, in a list of a process's mappings.</summary>
public sealed class LibraryFolderTests
{
    private static readonly string[] Mappings =
    [
        "55d0c0de0000-55d0c0df0000 r-xp 00000000 08:01 11                         /usr/bin/program",
        "7f00aa000000-7f00aa100000 r-xp 00000000 08:01 12                         /opt/my app/libmooncake_durable_store.so",
        "7f00aa100000-7f00aa200000 rw-p 00000000 00:00 0 ",
        "7ffd00000000-7ffd00100000 rw-p 00000000 00:00 0                          [stack]",
    ];

    [Theory]
    [InlineData(0x7f00aa000000, "/opt/my app")]
    [InlineData(0x7f00aa0fffff, "/opt/my app")]
    [InlineData(0x55d0c0de0010, "/usr/bin")]
    [InlineData(0x7f00aa100000, null)]
    [InlineData(0x7ffd00000001, null)]
    [InlineData(0x1000, null)]
    public void Folder_OfAnAddress_IsThatOfTheFileMappedThere(long address, string? expected) =>
        Assert.Equal(expected, LibraryFolder.Find(Mappings, (ulong)address));
}
