using System.CommandLine;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;
using Mooncake.Cli.Stores;

namespace Mooncake.Cli.Objects;

/// <summary>Removes objects.</summary>
internal sealed class RemoveCommand : StoreCommand
{
    private readonly Argument<string[]> _keys = KeyArguments.Many();
    private readonly Option<string?> _prefix = new("--prefix")
    {
        Description = "Remove all objects whose keys begin with this text, instead of single ones.",
        HelpName = "text",
    };

    private readonly Option<bool> _everything = new("--everything") { Description = "Remove all objects of the store." };
    private readonly Option<bool> _yes = new("--yes") { Description = "Do not ask before many objects are removed." };
    private readonly Option<bool> _force = new("--force") { Description = "Remove objects even if they are leased." };
    private readonly Option<bool> _wait = new("--wait") { Description = "Wait until leases have expired. Not for --prefix on a cluster." };

    /// <summary>Declares the command.</summary>
    internal RemoveCommand()
        : base("rm", "Removes objects. The exit code is 3 if a key has no object.")
    {
        _keys.Arity = ArgumentArity.ZeroOrMore;
        Arguments.Add(_keys);
        Option[] options = [_prefix, _everything, _yes, _force, _wait];
        Array.ForEach(options, Options.Add);
        Validators.Add(result =>
        {
            int ways = (result.GetValue(_keys) is { Length: > 0 } ? 1 : 0) + (result.GetResult(_prefix) is null ? 0 : 1)
                + (result.GetValue(_everything) ? 1 : 0);
            if (ways != 1)
            {
                result.AddError("Give keys, --prefix or --everything.");
            }

            // Arguments that may be left out are not validated by themselves.
            if (result.GetValue(_keys)?.Contains("") == true)
            {
                result.AddError("A key is not empty.");
            }

            if (result.GetResult(_prefix)?.GetValueOrDefault<string>() is "")
            {
                result.AddError("--prefix is not empty. Give --everything to remove all objects.");
            }

            if (result.GetValue(_force) && result.GetValue(_wait))
            {
                result.AddError("Give --force or --wait, not both.");
            }
        });
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Examples => ["rm session/42", "rm --prefix kv/old-model/ --yes", "rm session/42 --wait"];

    /// <inheritdoc/>
    protected override StoreAccess Access => StoreAccess.Write;

    /// <inheritdoc/>
    protected override Task<ExitCode> RunAsync(MooncakeStore store, ToolRun run)
    {
        RemoveOptions options = new() { Force = run.Get(_force), WaitForLease = run.Get(_wait) };
        return run.Get(_keys) is { Length: > 0 } keys
            ? RemoveKeysAsync(store, keys, options, run)
            : RemovePrefixAsync(store, run.Get(_prefix) ?? "", options, run);
    }

    private static async Task<ExitCode> RemoveKeysAsync(MooncakeStore store, string[] keys, RemoveOptions options, ToolRun run)
    {
        ExitCode code = ExitCode.Done;
        foreach (string key in keys)
        {
            StoreResult removed = await store.Raw.RemoveAsync(key, options, run.Cancellation);
            string outcome = removed.IsFailed ? "failed" : removed.IsMissing ? "missing" : "removed";
            if (removed.Error is { } error)
            {
                code = ExitCode.Failed;
                bool isLeased = error.Code == StoreErrorCode.ObjectHasLease;
                run.Output.Warn(isLeased
                    ? $"The object of '{Printable.Of(key)}' is leased: it was read a moment ago. --wait waits for the lease to expire, "
                        + "--force removes it now."
                    : error.Message);
            }
            else if (removed.IsMissing && code == ExitCode.Done)
            {
                code = ExitCode.NotFound;
            }

            if (run.IsJson)
            {
                run.Output.Json(new RemoveReport(key, outcome, removed.Error?.Message), ObjectJson.Default.RemoveReport);
            }
            else
            {
                run.Output.Line($"{outcome}\t{Printable.Of(key)}");
            }
        }

        return code;
    }

    private async Task<ExitCode> RemovePrefixAsync(MooncakeStore store, string prefix, RemoveOptions options, ToolRun run)
    {
        if (!run.Get(_yes) && !await ConfirmAsync(store, prefix, run))
        {
            run.Output.Warn("Nothing was removed.");
            return ExitCode.Failed;
        }

        StoreRemoval removal = ToolRun.Require(prefix.Length == 0
            ? await store.Raw.RemoveAllAsync(options, run.Cancellation)
            : await store.Raw.RemoveByPrefixAsync(prefix, options, run.Cancellation));
        if (run.IsJson)
        {
            run.Output.Json(new RemovalReport(removal.Removed, removal.Skipped), ObjectJson.Default.RemovalReport);
        }
        else
        {
            run.Output.Line($"Removed {Units.Count(removal.Removed, "object")}.");
        }

        if (removal.Skipped is > 0 and long skipped)
        {
            run.Output.Warn($"{Units.Count(skipped, "object")} could not be removed because of a lease. Give --wait to wait until leases "
                + "have expired, or --force to ignore leases.");
            return ExitCode.Failed;
        }

        return ExitCode.Done;
    }

    private static async Task<bool> ConfirmAsync(MooncakeStore store, string prefix, ToolRun run)
    {
        if (!run.Host.IsInputTerminal)
        {
            throw new ToolException(
                ExitCode.Usage, "Standard input is not a terminal, so no confirmation is possible. Give --yes to remove many objects.");
        }

        // A cluster whose HTTP port does not answer cannot be counted; then the question has no number.
        StoreResult<long> count = await store.Raw.CountAsync(prefix, run.Cancellation);
        string what = count.IsFound ? Units.Count(count.GetValueOrDefault(), "object") : "all objects";
        string which = prefix.Length == 0 ? "of the store" : $"whose keys begin with '{Printable.Of(prefix)}'";
        await run.Host.Error.WriteAsync($"Remove {what} {which}? [y/N] ");
        await run.Host.Error.FlushAsync(run.Cancellation);
        using StreamReader input = new(run.Host.OpenInput());

        // A read of the console cannot be cancelled, only left.
        string? answer = await input.ReadLineAsync(run.Cancellation).AsTask().WaitAsync(run.Cancellation);
        return answer?.Trim() is "y" or "Y" or "yes";
    }
}
