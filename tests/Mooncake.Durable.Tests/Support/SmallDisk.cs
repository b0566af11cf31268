using System.Diagnostics;

namespace Mooncake.Durable.Tests.Support;

/// <summary>A small file system in memory, in a folder of its own. Unmounted at the end.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TestFolder _folder;

    private SmallDisk(TestFolder folder) => _folder = folder;

    internal string Path => _folder.Path;

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Mounts one.</summary>
    /// <param name="size">Its size, as the option of <c>mount</c> takes it.</param>
    /// <returns>Null where this process may not.</returns>
    internal static SmallDisk? TryMount(string size)
    {
        TestFolder folder = new();
        Directory.CreateDirectory(folder.Path);
        if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder.Path))
        {
            return new SmallDisk(folder);
        }

        folder.Dispose();
        return null;
    }

    /// <summary>Changes the size.</summary>
    internal void Resize(string size) => Assert.True(Run("mount", "-o", $"remount,size={size}", Path));

    /// <summary>Fills it, but for some bytes.</summary>
    internal void LeaveFree(long bytes)
    {
        Free();
        using FileStream ballast = File.Create(Ballast);
        byte[] block = new byte[64 << 10];
        for (long left = new DriveInfo(Path).AvailableFreeSpace - bytes; left > 0; left -= block.Length)
        {
            ballast.Write(block);
        }
    }

    /// <summary>Frees the space that <see cref="LeaveFree"/> took.</summary>
    internal void Free() => File.Delete(Ballast);

    public void Dispose()
    {
        Assert.True(Run("umount", Path));
        _folder.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            _ = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such program here.
            return false;
        }
    }
}
