using System.Globalization;
using System.Text;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.Commands.Administration;

/// <summary>Writes the fields of INFO.</summary>
/// <param name="Server">The server.</param>
/// <param name="Text">Where they go.</param>
internal readonly record struct InfoText(ServerState Server, StringBuilder Text)
{
    /// <summary>Writes a field.</summary>
    internal void Field(string name, string value) => Text.Append(name).Append(':').Append(value).Append("\r\n");

    /// <summary>Writes a number.</summary>
    internal void Field(string name, long value) => Field(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes a number with a fraction.</summary>
    internal void Field(string name, double value, string format) => Field(name, value.ToString(format, CultureInfo.InvariantCulture));

    /// <summary>Writes a number of bytes, and once more for people.</summary>
    internal void Bytes(string name, long value)
    {
        Field(name, value);
        (double number, string unit) = value switch
        {
            >= 1L << 30 => (value / (double)(1L << 30), "G"),
            >= 1L << 20 => (value / (double)(1L << 20), "M"),
            >= 1L << 10 => (value / (double)(1L << 10), "K"),
            _ => (value, "B"),
        };
        Field(name + "_human", number.ToString(unit == "B" ? "0" : "0.00", CultureInfo.InvariantCulture) + unit);
    }
}
