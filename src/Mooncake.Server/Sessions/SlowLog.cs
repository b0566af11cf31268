using System.Globalization;
using System.Text;
using Mooncake.Server.Commands;

namespace Mooncake.Server.Sessions;

/// <summary>The last slow commands of a server. Safe from any thread.</summary>
internal sealed class SlowLog(ServerSettings settings)
{
    private const int MaxArguments = 32;
    private const int MaxArgumentBytes = 128;

    private readonly Lock _lock = new();
    private readonly LinkedList<SlowCommand> _commands = [];
    private long _nextId;

    /// <summary>How many there are.</summary>
    internal int Count
    {
        get
        {
            lock (_lock)
            {
                return _commands.Count;
            }
        }
    }

    /// <summary>The newest ones first.</summary>
    /// <param name="count">The most to return; negative for all.</param>
    internal IReadOnlyList<SlowCommand> Newest(long count)
    {
        lock (_lock)
        {
            return [.. count < 0 ? _commands : _commands.Take((int)Math.Min(count, int.MaxValue))];
        }
    }

    /// <summary>Forgets them.</summary>
    internal void Reset()
    {
        lock (_lock)
        {
            _commands.Clear();
        }
    }

    /// <summary>Adds the command that has just ended.</summary>
    /// <param name="call">The command with its arguments. Secret ones are left out.</param>
    /// <param name="microseconds">How long it took.</param>
    internal void Add(CommandContext call, long microseconds)
    {
        List<string> arguments = [];
        bool isSecret = (call.Command.Flags & CommandFlags.Secret) != 0;
        for (int i = 0; i < call.Count && arguments.Count < MaxArguments; i++)
        {
            bool isLast = arguments.Count == MaxArguments - 1 && call.Count > MaxArguments;
            arguments.Add(
                isLast ? string.Create(CultureInfo.InvariantCulture, $"... ({call.Count - MaxArguments + 1} more arguments)")
                : isSecret && i > 0 ? "(redacted)"
                : Shorten(call[i]));
        }

        lock (_lock)
        {
            _commands.AddFirst(
                new SlowCommand(_nextId++, call.Now / 1000, microseconds, arguments, call.Session.Address, call.Session.Name));
            while (_commands.Count > settings.SlowLogLength)
            {
                _commands.RemoveLast();
            }
        }
    }

    private static string Shorten(ReadOnlySpan<byte> argument) => argument.Length <= MaxArgumentBytes
        ? Encoding.Latin1.GetString(argument)
        : Encoding.Latin1.GetString(argument[..MaxArgumentBytes])
            + string.Create(CultureInfo.InvariantCulture, $"... ({argument.Length - MaxArgumentBytes} more bytes)");
}
