using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mooncake.Cli.Frame;
using Spectre.Console;

namespace Mooncake.Cli.Output;

/// <summary>Where a command writes. Results go to standard output, everything else to standard error.</summary>
/// <param name="invocation">The run of the tool.</param>
internal sealed class ToolOutput(ToolInvocation invocation)
{
    // Keys and messages are for people and their terminals, not for HTML; control characters are escaped in any case.
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ToolHost _host = invocation.Host;
    private readonly StreamWriter _text = invocation.Out;
    private IAnsiConsole? _console;
    private IAnsiConsole? _errorConsole;

    /// <summary>Whether a person reads the results.</summary>
    internal bool IsTerminal => _host.IsOutputTerminal;

    /// <summary>Spectre.Console on standard output, for live views. Only where <see cref="IsTerminal"/>.</summary>
    internal IAnsiConsole Console => _console ??= CreateConsole(_text, _host.IsOutputTerminal);

    /// <summary>Spectre.Console on standard error, for progress and questions. Writes nothing useful if that is not a terminal.</summary>
    internal IAnsiConsole ErrorConsole => _errorConsole ??= CreateConsole(_host.Error, _host.IsErrorTerminal);

    /// <summary>Writes a line. Text from outside, such as keys, must have gone through <see cref="Printable"/>.</summary>
    /// <param name="text">The line.</param>
    internal void Line(string text = "") => _text.WriteLine(text);

    /// <summary>The text in a colour, or as it is where there are no colours.</summary>
    /// <param name="text">The text.</param>
    /// <param name="color">The colour.</param>
    internal string Colored(string text, TextColor color) =>
        IsTerminal && _host.HasColors ? $"\e[{(int)color}m{text}\e[0m" : text;

    /// <summary>Writes a table: drawn on a terminal, otherwise a line of headings and a line for each row, with tabs between the
    /// cells.</summary>
    /// <param name="table">The table.</param>
    internal void Table(TextTable table)
    {
        if (IsTerminal)
        {
            Console.Write(table.ToSpectre());
        }
        else
        {
            table.WriteTo(_text);
        }
    }

    /// <summary>Writes a JSON document and a line break.</summary>
    /// <param name="value">The document.</param>
    /// <param name="type">Its type, from a generated <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>.</param>
    internal void Json<T>(T value, JsonTypeInfo<T> type)
    {
        _text.Flush();
        using (Utf8JsonWriter writer = new(_host.Output, JsonOptions))
        {
            JsonSerializer.Serialize(writer, value, type);
        }

        _text.WriteLine();
    }

    /// <summary>Writes bytes as they are.</summary>
    /// <param name="bytes">The bytes.</param>
    internal void Bytes(ReadOnlySpan<byte> bytes)
    {
        _text.Flush();
        _host.Output.Write(bytes);
    }

    /// <summary>Passes on what is buffered. Called after each command; a command that runs for long calls it after each result.</summary>
    internal void Flush() => _text.Flush();

    /// <summary>Writes a message to standard error.</summary>
    /// <param name="message">The message; control characters other than line breaks are escaped.</param>
    internal void Warn(string message) =>
        _host.Error.WriteLine($"{Tool.Name}: {string.Join('\n', message.Split('\n').Select(Printable.Of))}");

    private IAnsiConsole CreateConsole(TextWriter writer, bool isTerminal)
    {
        AnsiConsoleOutput output = new(writer);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = output,
            Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isTerminal && _host.HasColors ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
        });
        console.Profile.Width = _host.Width;
        return console;
    }
}
