using System.Runtime.InteropServices;

namespace Mooncake.Server.CApi.Tables;

/// <summary><c>mooncake_server_value_t</c>: a value of the program's, until it is freed.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct HostValue
{
    /// <summary>The first byte.</summary>
    internal byte* Bytes;

    /// <summary>The number of bytes.</summary>
    internal nuint Size;

    /// <summary>What frees the value.</summary>
    internal nint Owner;
}
