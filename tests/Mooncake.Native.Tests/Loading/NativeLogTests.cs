using System.Runtime.InteropServices;

namespace Mooncake.Native.Tests.Loading;

/// <summary>The native library's log level reaches the C library's environment, which .NET's own setter does not.</summary>
public sealed partial class NativeLogTests
{
    private const string Variable = "MC_LOG_LEVEL";

    [Fact]
    public void SetLevel_ReachesTheCLibrary_AndNeverReplacesAValue()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The native library does not exist for this system.");
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Variable) is null, $"{Variable} is set.");

        NativeLog.SetLevel("ERROR");
        Assert.Equal("ERROR", Marshal.PtrToStringUTF8(GetVariable(Variable)));

        NativeLog.SetLevel("INFO");
        Assert.Equal("ERROR", Marshal.PtrToStringUTF8(GetVariable(Variable)));
    }

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetVariable(string name);
}
