using System.Text;

namespace Mooncake.Sdk.Generators.Emission;

/// <summary>Writes C# text line by line with indentation; the same text on every machine (newline is <c>\n</c>).</summary>
internal sealed class SourceWriter
{
    private const int IndentSize = 4;

    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes one line at the current indentation; an empty one without trailing spaces.</summary>
    /// <param name="line">The line without its newline.</param>
    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _depth * IndentSize).Append(line);
        }

        _text.Append('\n');
    }

    /// <summary>Writes a line and opens a block under it.</summary>
    /// <param name="header">What stands above the brace.</param>
    public void Open(string header)
    {
        Line(header);
        Open();
    }

    /// <summary>Opens a block under what stands there already.</summary>
    public void Open()
    {
        Line("{");
        _depth++;
    }

    /// <summary>Closes the innermost block.</summary>
    /// <param name="suffix">What stands right behind the brace, such as a semicolon.</param>
    public void Close(string suffix = "")
    {
        // Statements end with an empty line, to stand apart from what follows; nothing follows here.
        if (_text.Length >= 2 && _text[_text.Length - 1] == '\n' && _text[_text.Length - 2] == '\n')
        {
            _text.Length--;
        }

        _depth--;
        Line("}" + suffix);
    }

    /// <summary>Indents the lines that follow without a brace.</summary>
    public void Indent() => _depth++;

    /// <summary>Takes back <see cref="Indent"/>.</summary>
    public void Outdent() => _depth--;

    /// <summary>The whole text.</summary>
    /// <exception cref="InvalidOperationException">A block was not closed: a defect of the emitter.</exception>
    public override string ToString()
    {
        return _depth == 0
            ? _text.ToString()
            : throw new InvalidOperationException($"The emitted text ends inside {_depth} open blocks.");
    }
}
