using System.CommandLine;
using System.Text;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;
using Mooncake.Cli.Stores;

namespace Mooncake.Cli.Objects;

/// <summary>Reads an object.</summary>
internal sealed class GetCommand : StoreCommand
{
    /// <summary>Bytes that a terminal shows without <c>--all</c>: a screen of lines.</summary>
    private const int ShownBytes = 512;

    private readonly Argument<string> _key = KeyArguments.One();
    private readonly Option<FileInfo?> _out = new("--out") { Description = "Write the object to this file.", HelpName = "file" };
    private readonly Option<bool> _hex = new("--hex") { Description = "Show bytes in hexadecimal. The default on a terminal." };
    private readonly Option<bool> _text = new("--text") { Description = "Show the object as UTF-8 text, with control characters escaped." };
    private readonly Option<bool> _raw = new("--raw")
    {
        Description = "Write the bytes as they are, even to a terminal. The default elsewhere.",
    };
    private readonly Option<bool> _all = new("--all")
    {
        Description = $"Show all of the object in hexadecimal on a terminal, not the first {ShownBytes} bytes.",
    };

    /// <summary>Declares the command.</summary>
    internal GetCommand()
        : base("get", "Writes an object to standard output or a file. A terminal shows it in hexadecimal. The read grants a lease. "
            + "The exit code is 3 if the object is missing.")
    {
        Arguments.Add(_key);
        Options.Add(_out);
        Options.Add(_hex);
        Options.Add(_text);
        Options.Add(_raw);
        Options.Add(_all);
        Validators.Add(result =>
        {
            if (new Option[] { _out, _hex, _text, _raw }.Count(option => result.GetResult(option) is { Implicit: false }) > 1)
            {
                result.AddError("Give one of --out, --hex, --text and --raw.");
            }
        });
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Examples => ["get session/42", "get session/42 --out session.bin", "get -- -key | xxd"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(MooncakeStore store, ToolRun run)
    {
        string key = run.Get(_key);
        byte[] value = ToolRun.Require(await store.Raw.GetAsync(key, run.Cancellation), key);
        if (run.Get(_out) is { } file)
        {
            await ToolFiles.WriteAsync(file, value, run.Cancellation);
        }

        if (run.IsJson)
        {
            GetReport report = new(key, value.Length, run.Get(_out)?.FullName, run.Has(_out) ? null : value);
            run.Output.Json(report, ObjectJson.Default.GetReport);
        }
        else if (!run.Has(_out))
        {
            Show(run, value);
        }

        return ExitCode.Done;
    }

    private void Show(ToolRun run, byte[] value)
    {
        if (run.Get(_text))
        {
            foreach (string line in Encoding.UTF8.GetString(value).Split('\n'))
            {
                run.Output.Line(Printable.Of(line));
            }
        }
        else if (run.Get(_hex) || (run.Output.IsTerminal && !run.Get(_raw)))
        {
            int shown = run.Output.IsTerminal && !run.Get(_all) ? Math.Min(value.Length, ShownBytes) : value.Length;
            foreach (string line in HexView.Lines(value.AsMemory(0, shown)))
            {
                run.Output.Line(line);
            }

            if (shown < value.Length)
            {
                run.Output.Flush();
                run.Output.Warn($"{Units.Count(value.Length - shown)} more bytes: --all shows them, --out writes a file.");
            }
        }
        else
        {
            run.Output.Bytes(value);
        }
    }
}
