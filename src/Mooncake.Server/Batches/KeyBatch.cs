using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Mooncake.Server.Commands;
using Mooncake.Server.Protocol;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.Batches;

/// <summary>Neighbouring commands of one kind whose keys go to the engine together.</summary>
internal abstract class KeyBatch : EngineWork
{
    /// <summary>The most keys, unless one command alone has more: one call of the engine.</summary>
    protected const int MaxKeys = 512;

    private readonly List<(Command Command, int First, int Count)> _commands = [];

    /// <summary>The keys of all commands.</summary>
    protected List<string> Keys { get; } = [];

    /// <summary>True if further commands may join.</summary>
    protected virtual bool HasRoom => Keys.Count < MaxKeys;

    /// <summary>Begins a batch with a command.</summary>
    /// <returns>Null if the command is not one that can be gathered.</returns>
    internal static KeyBatch? TryBegin(CommandContext call)
    {
        KeyBatch? batch = call.Command.Calls switch
        {
            EngineCalls.Get => new GetBatch(),
            EngineCalls.Exists => new ExistsBatch(),
            EngineCalls.Replace => new ReplaceBatch(),
            EngineCalls.Remove => new RemoveBatch(),
            _ => null,
        };
        return batch is not null && batch.TryAdd(call) ? batch : null;
    }

    /// <summary>Adds a command of the same kind.</summary>
    /// <returns>False if it cannot be gathered, or the batch is full.</returns>
    internal bool TryAdd(CommandContext call)
    {
        int first = Keys.Count;
        if (!HasRoom || !TryTake(call))
        {
            Keys.RemoveRange(first, Keys.Count - first);
            return false;
        }

        _commands.Add((call.Command, first, Keys.Count - first));
        return true;
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Describe()
    {
        (Command command, int first, int count) = _commands[0];
        IReadOnlyList<string> arguments = SlowLog.Shorten(
            Enumerable.Range(first, count).SelectMany(ArgumentsOf).Prepend(command.NameBytes));
        return _commands.Count == 1
            ? arguments
            : [.. arguments, string.Create(CultureInfo.InvariantCulture, $"... ({_commands.Count - 1} more commands of its pipeline)")];
    }

    /// <summary>The arguments that a key was part of.</summary>
    /// <param name="index">The key's place.</param>
    protected virtual IEnumerable<byte[]> ArgumentsOf(int index) => [Encoding.UTF8.GetBytes(Keys[index])];

    /// <summary>Takes the keys of a command, and what it has besides.</summary>
    protected abstract bool TryTake(CommandContext call);

    /// <summary>Writes the reply of one command.</summary>
    /// <param name="reply">Where it goes.</param>
    /// <param name="command">The command.</param>
    /// <param name="first">The place of its first key.</param>
    /// <param name="count">The number of its keys.</param>
    protected abstract void WriteReply(ReplyWriter reply, Command command, int first, int count);

    /// <summary>
    /// Takes an argument as a key. Keys that the SDK's text cannot express are left to <see cref="LaneWork"/>, as are invalid ones.
    /// </summary>
    protected bool TryTakeKey(CommandContext call, int index)
    {
        ReadOnlySpan<byte> key = call[index];
        if (key.IsEmpty || key.Length > call.Engine.MaxKeyBytes || key.Contains((byte)0) || !Utf8.IsValid(key))
        {
            return false;
        }

        Keys.Add(Encoding.UTF8.GetString(key));
        return true;
    }

    /// <summary>Takes all arguments from one on as keys.</summary>
    protected bool TryTakeKeys(CommandContext call)
    {
        for (int i = 1; i < call.Count; i++)
        {
            if (!TryTakeKey(call, i))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void WriteReplies(ReplyWriter reply)
    {
        foreach ((Command command, int first, int count) in _commands)
        {
            WriteReply(reply, command, first, count);
        }
    }

    /// <inheritdoc/>
    protected override void WriteFailure(ReplyWriter reply, string error)
    {
        for (int i = 0; i < _commands.Count; i++)
        {
            reply.Error(error);
        }
    }
}
