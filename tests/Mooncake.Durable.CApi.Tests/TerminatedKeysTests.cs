using System.Text;
using Mooncake.Backends;
using Mooncake.Durable.CApi.Exports;
using Mooncake.Durable.Engine;

namespace Mooncake.Durable.CApi.Tests;

/// <summary>Pages of keys as C programs get them, in buffers of every size.</summary>
public sealed class TerminatedKeysTests : IDisposable
{
    private static readonly string[] Names = ["a", "bb", "ccc", "dddd", "e", "ffffff"];

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"mooncake-durable-{Guid.NewGuid():n}");
    private readonly DurableStoreBackend _backend;

    public unsafe TerminatedKeysTests()
    {
        _backend = new DurableStoreBackend(new DurableOptions { Folder = _folder, Sync = DurableSync.Process });
        Assert.Equal(0, _backend.Setup(new StoreSetup { LocalBufferBytes = 1 << 20 }));
        byte value = 1;
        foreach (string name in Names)
        {
            fixed (byte* key = Encoding.ASCII.GetBytes(name + '\0'))
            {
                Assert.Equal(0, _backend.PutFrom(key, name.Length, &value, 1, config: null));
            }
        }
    }

    private ObjectStore Store => _backend.Store!;

    [Fact]
    public void Pages_InABufferOfAnySize_GiveEveryKeyOnceAndNothingBehindTheBuffer()
    {
        for (int size = 7; size < 32; size++)
        {
            List<string> seen = [];
            byte[] buffer = new byte[size + 1];
            while (true)
            {
                buffer.AsSpan().Fill(0xee);
                byte[] last = Encoding.ASCII.GetBytes(seen.LastOrDefault() ?? "");
                long count = TerminatedKeys.Scan(Store, default, last, buffer.AsSpan(0, size));
                Assert.Equal(0xee, buffer[size]);
                if (count == 0)
                {
                    break;
                }

                string[] page = Encoding.Latin1.GetString(buffer, 0, size).Split('\0')[..(int)count];
                seen.AddRange(page);
            }

            Assert.Equal(Names, seen);
        }
    }

    [Fact]
    public void Page_ForWhichTheNextKeyIsTooLarge_IsAnError()
    {
        Assert.Equal(1, TerminatedKeys.Scan(Store, default, "e"u8, new byte[7]));
        Assert.Equal((int)StoreErrorCode.BufferTooSmall, TerminatedKeys.Scan(Store, default, "e"u8, new byte[6]));
        Assert.Equal((int)StoreErrorCode.BufferTooSmall, TerminatedKeys.Scan(Store, default, default, new byte[1]));
    }

    public void Dispose()
    {
        _backend.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
