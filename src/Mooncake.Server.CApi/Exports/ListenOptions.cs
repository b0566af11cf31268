using System.Net;
using System.Runtime.InteropServices;
using Mooncake.Embedded.CApi.Exports;

namespace Mooncake.Server.CApi.Exports;

/// <summary><c>mooncake_server_options_t</c>. Members are only added at the end.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly unsafe struct ListenOptions
{
    private readonly nuint _structSize;
    private readonly byte* _address;
    private readonly byte* _password;
    private readonly int _port;
    private readonly int _threads;
    private readonly int _maxClients;
    private readonly int _stopMilliseconds;

    /// <summary>Reads the options of a start.</summary>
    /// <param name="source">The structure, or null for the default.</param>
    /// <param name="options">The options.</param>
    /// <returns>0, or a code whose message has been noted.</returns>
    internal static int Read(nuint* source, out RespServerOptions options)
    {
        options = new RespServerOptions();
        if (source == null)
        {
            return 0;
        }

        if (!CStructure.TryCopy(source, out ListenOptions given))
        {
            return LastMessage.Fail((int)StoreErrorCode.InvalidParams, "struct_size of the options is not their size. Set it with sizeof.");
        }

        if (!NativeText.TryRead(given._address, "127.0.0.1", out string? address)
            || !NativeText.TryRead(given._password, "", out string? password))
        {
            return LastMessage.Fail((int)StoreErrorCode.InvalidParams, "The address or the password is not UTF-8.");
        }

        if (!IPAddress.TryParse(address, out IPAddress? parsed))
        {
            return LastMessage.Fail(
                (int)StoreErrorCode.InvalidConfiguration, $"'{address}' is not an IP address. Give one such as 127.0.0.1 or ::1.");
        }

        options.Address = parsed;
        options.Password = given._password == null ? null : password;
        options.Port = given._port;
        options.Threads = given._threads;
        options.MaxClients = given._maxClients == 0 ? options.MaxClients : given._maxClients;
        options.StopTimeout = given._stopMilliseconds == 0 ? options.StopTimeout : TimeSpan.FromMilliseconds(given._stopMilliseconds);
        return 0;
    }
}
