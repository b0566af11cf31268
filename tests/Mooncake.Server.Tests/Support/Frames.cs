using System.Globalization;
using System.Text;

namespace Mooncake.Server.Tests.Support;

/// <summary>Writes commands as clients do.</summary>
internal static class Frames
{
    /// <summary>A command, one character a byte.</summary>
    internal static string Of(params string[] arguments) =>
        string.Create(CultureInfo.InvariantCulture, $"*{arguments.Length}\r\n")
        + string.Concat(
            arguments.Select(static argument => string.Create(CultureInfo.InvariantCulture, $"${argument.Length}\r\n{argument}\r\n")));

    /// <summary>A command as bytes.</summary>
    internal static byte[] BytesOf(params string[] arguments) => Encoding.Latin1.GetBytes(Of(arguments));
}
