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
    /// <param name="session">The connection that sent it.</param>
    /// <param name="now">The time, in milliseconds since 1970.</param>
    /// <param name="arguments">Its arguments, as <see cref="Describe"/> or <see cref="Shorten(IEnumerable{byte[]})"/> gives them.</param>
    /// <param name="microseconds">How long it took.</param>
    internal void Add(RespSession session, long now, IReadOnlyList<string> arguments, long microseconds)
    {
        lock (_lock)
        {
            _commands.AddFirst(new SlowCommand(_nextId++, now / 1000, microseconds, arguments, session.Address, session.Name));
            while (_commands.Count > settings.SlowLogLength)
            {
                _commands.RemoveLast();
            }
        }
    }

    /// <summary>The arguments of a command, shortened. Secret ones are left out.</summary>
    internal static IReadOnlyList<string> Describe(CommandContext call)
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

        return arguments;
    }

    /// <summary>The arguments of a command whose frame is gone, shortened.</summary>
    internal static IReadOnlyList<string> Shorten(IEnumerable<byte[]> arguments)
    {
        List<string> shortened = [.. arguments.Take(MaxArguments).Select(static argument => Shorten(argument.AsSpan()))];
        int more = arguments.Count() - MaxArguments + 1;
        if (more > 1)
        {
            shortened[^1] = string.Create(CultureInfo.InvariantCulture, $"... ({more} more arguments)");
        }

        return shortened;
    }

    private static string Shorten(ReadOnlySpan<byte> argument) => argument.Length <= MaxArgumentBytes
        ? Encoding.Latin1.GetString(argument)
        : Encoding.Latin1.GetString(argument[..MaxArgumentBytes])
            + string.Create(CultureInfo.InvariantCulture, $"... ({argument.Length - MaxArgumentBytes} more bytes)");
}
