using System.Diagnostics;
using Mooncake.Durable.CrashProbe;
using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Setup;

/// <summary>Files that cannot be opened, or are gone.</summary>
public sealed class LostFilesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Folder_RemovedWhileItIsOpen_FailsWritesAndClosesWell()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Open files can only be deleted on Linux.");
        using TestFolder folder = new();
        DurableOptions options = new() { Folder = folder.Path, Sync = DurableSync.Process, MemtableBytes = 256 << 10 };
        byte[] value = new byte[50_000];
        using (TestStore store = new(options))
        {
            Assert.Equal(0, store.Put("before", value));
            Directory.Delete(folder.Path, recursive: true);
            int answer = 0;
            for (int i = 0; i < 1000 && answer == 0; i++)
            {
                answer = store.Put($"k{i:d4}", value);
            }

            Assert.Equal((int)StoreErrorCode.FileWriteFail, answer);
            Assert.Equal(value, store.Get("before"));
            Assert.Equal(
                StoreErrorCode.FileWriteFail, store.Backend.GetCapability<DurableMaintenance>()!.GetStatistics().Error!.Code);
        }

        using TestStore again = new(options);
        Assert.Equal(0, again.SetupAnswer);
        Assert.Empty(again.List());
    }

    [Theory]
    [InlineData("CURRENT", DurableRecovery.Strict)]
    [InlineData("CURRENT", DurableRecovery.ToDamage)]
    [InlineData("MANIFEST-*", DurableRecovery.Strict)]
    public void Store_WithoutAFile_IsRefusedUntilTheFileIsBack(string pattern, DurableRecovery recovery)
    {
        using TestFolder folder = new();
        DurableOptions options = new() { Folder = folder.Path, Recovery = recovery };
        using (TestStore store = new(options))
        {
            Assert.Equal(0, store.Put("k", [1]));
        }

        string file = Assert.Single(Directory.EnumerateFiles(folder.Path, pattern));
        byte[] content = File.ReadAllBytes(file);
        File.Delete(file);
        for (int attempt = 0; attempt < 2; attempt++)
        {
            using TestStore refused = new(options);
            Assert.Equal((int)StoreErrorCode.ChecksumMismatch, refused.SetupAnswer);
            Assert.Contains("damaged", refused.Backend.SetupFailure!.Cause, StringComparison.Ordinal);
            Assert.DoesNotContain("to-damage", refused.Backend.SetupFailure.Remedy, StringComparison.Ordinal);
        }

        File.WriteAllBytes(file, content);
        using TestStore again = new(options);
        Assert.Equal([1], again.Get("k"));
    }

    [Fact]
    public void Log_ThatCannotBeOpened_IsAnError()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A symbolic link needs privileges on Windows.");
        using TestFolder folder = new();
        using (TestStore store = new(folder))
        {
            Assert.Equal(0, store.Put("k", [1]));
        }

        string log = Path.Combine(folder.Path, "999999.log");
        File.CreateSymbolicLink(log, log);
        using TestStore again = new(folder);
        Assert.Equal((int)StoreErrorCode.FileOpenFail, again.SetupAnswer);
        Assert.Contains("cannot be used", again.Backend.SetupFailure!.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Process_WithoutFileDescriptors_FailsWritesAndLosesNothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The probe sets a limit of Linux.");
        using TestFolder folder = new();
        string host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        string probe = Path.Combine(AppContext.BaseDirectory, "Mooncake.Durable.CrashProbe.dll");
        using Process process = Process.Start(new ProcessStartInfo(
            host, [probe, $"{ProbeMode.FewFiles}", folder.Path, $"{DurableSync.Process}", "1", "1", "0", "65536"])
        {
            RedirectStandardOutput = true,
        })!;
        string[] lines = (await process.StandardOutput.ReadToEndAsync(Stop)).Split('\n')[1..];
        await process.WaitForExitAsync(Stop);
        string all = string.Join('\n', lines);
        Assert.Contains($"put {(int)StoreErrorCode.FileWriteFail}\n", all, StringComparison.Ordinal);
        Assert.Contains($"get {CrashValue.Of(0, 1).Length}\n", all, StringComparison.Ordinal);
        Assert.Contains("Too many open files", all, StringComparison.Ordinal);
        Assert.Contains("open-files=", all, StringComparison.Ordinal);
        Assert.Contains("missing 0\n", all, StringComparison.Ordinal);

        // Of the store that could not be opened, RocksDB's own log at most: a descriptor can become free meanwhile.
        string other = folder.Path + "-other";
        Assert.Empty(Directory.EnumerateFileSystemEntries(other).Select(Path.GetFileName).Except(["LOG"]));
        Directory.Delete(other, recursive: true);
    }
}
