using System.CommandLine;
using System.Text;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;
using Mooncake.Cli.Stores;

namespace Mooncake.Cli.Objects;

/// <summary>Stores an object.</summary>
internal sealed class PutCommand : StoreCommand
{
    private readonly Argument<string> _key = KeyArguments.One();
    private readonly Argument<string?> _file = new("file")
    {
        Description = "The file to store; - or nothing for standard input.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _text = new("--text") { Description = "Store this text, as UTF-8.", HelpName = "text" };
    private readonly Option<bool> _replace = new("--replace") { Description = "Replace an existing object." };
    private readonly Option<bool> _keep = new("--keep") { Description = "If there is an object already, keep it and succeed." };
    private readonly Option<TimeSpan?> _ttl = ToolOptions.Duration("--ttl", "The object's time to live. Not on a cluster.");
    private readonly Option<bool> _softPin = new("--soft-pin") { Description = "Evict the object only if nothing else can be evicted." };
    private readonly Option<bool> _hardPin = new("--hard-pin") { Description = "Never evict the object." };
    private readonly Option<long?> _replicas = ToolOptions.Number("--replicas",
        "The number of replicas, on a cluster; 1 without this option.", smallest: 1);

    /// <summary>Declares the command.</summary>
    internal PutCommand()
        : base("put", "Stores a file, a text or standard input under a key. Fails if the key has an object, unless an option says what "
            + "to do.")
    {
        Arguments.Add(_key);
        Arguments.Add(_file);
        Option[] options = [_text, _replace, _keep, _ttl, _softPin, _hardPin, _replicas];
        Array.ForEach(options, Options.Add);
        Validators.Add(result =>
        {
            if (result.GetValue(_replace) && result.GetValue(_keep))
            {
                result.AddError("Give --replace or --keep, not both.");
            }

            if (result.GetResult(_text) is not null && result.GetValue(_file) is not null)
            {
                result.AddError("Give a file or --text, not both.");
            }
        });
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Examples =>
        ["put greeting --text hello", "put model/config config.json --replace", "put session/42 --ttl 1h <session.bin"];

    /// <inheritdoc/>
    protected override StoreAccess Access => StoreAccess.Write;

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(MooncakeStore store, ToolRun run)
    {
        string key = run.Get(_key);
        byte[] value = await ReadAsync(run);
        bool wasKept = await StoreAsync(store, key, value, run);
        if (run.IsJson)
        {
            run.Output.Json(new PutReport(key, value.Length, wasKept ? "kept" : "stored"), ObjectJson.Default.PutReport);
        }
        else
        {
            run.Output.Line(wasKept
                ? $"Kept the existing object of '{Printable.Of(key)}'."
                : $"Stored {Units.Count(value.Length, "byte")} as '{Printable.Of(key)}'.");
        }

        return ExitCode.Done;
    }

    /// <returns>Whether an existing object was kept.</returns>
    private async Task<bool> StoreAsync(MooncakeStore store, string key, byte[] value, ToolRun run)
    {
        PutOptions options = new()
        {
            TimeToLive = run.Get(_ttl),
            SoftPin = run.Get(_softPin),
            HardPin = run.Get(_hardPin),
            ReplicaCount = (int)Math.Min(run.Get(_replicas) ?? 1, int.MaxValue),
            IfExists = run.Get(_replace) || store.Engine == StoreEngine.Cluster ? IfExists.Keep : IfExists.Fail,
        };
        if (run.Get(_replace))
        {
            ToolRun.Require(await store.Raw.ReplaceAsync(key, value, new ReplaceOptions { Put = options }, run.Cancellation));
            return false;
        }

        // A cluster keeps an existing object and does not say so.
        bool exists = store.Engine == StoreEngine.Cluster
            && ToolRun.RequireOrNull(await new ObjectLookup(store, run).FindAsync(key)) is not null;
        StoreResult put = exists ? StoreResult.Kept : await store.Raw.PutAsync(key, value, options, run.Cancellation);
        if (exists || put.Error?.Code == StoreErrorCode.ObjectAlreadyExists)
        {
            return run.Get(_keep) ? true : throw new ToolException(
                ExitCode.Failed, $"The key '{Printable.Of(key)}' has an object already. --replace replaces it, --keep keeps it.");
        }

        ToolRun.Require(put);
        return false;
    }

    private async Task<byte[]> ReadAsync(ToolRun run)
    {
        if (run.Get(_text) is { } text)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        if (run.Get(_file) is { } path and not "-")
        {
            return await ToolFiles.ReadBytesAsync(path, run.Cancellation);
        }

        if (run.Host.IsInputTerminal && run.Get(_file) is null)
        {
            throw new ToolException(
                ExitCode.Usage, "There is no value to store. Give a file, --text, or - to type the value and end it with Ctrl+D.");
        }

        return await ToolFiles.ReadInputAsync(run.Host, run.Cancellation);
    }
}
