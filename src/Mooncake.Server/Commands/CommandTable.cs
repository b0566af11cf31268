using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Mooncake.Server.Commands;

/// <summary>Finds commands by name, whatever the case.</summary>
internal sealed class CommandTable
{
    private const int Slots = 512;
    private const ulong LowerCase = 0x2020_2020_2020_2020;

    private readonly Command?[] _slots = new Command?[Slots];
    private readonly ulong[] _words = new ulong[Slots];

    /// <summary>Creates a table.</summary>
    /// <param name="commands">The commands. Of subcommands, what follows the bar is their name.</param>
    internal CommandTable(IEnumerable<Command> commands)
    {
        All = [.. commands];
        foreach (Command command in All)
        {
            ReadOnlySpan<byte> name = NameIn(command);
            int slot = SlotOf(FirstWord(name), name.Length);
            while (_slots[slot] is not null)
            {
                slot = (slot + 1) % Slots;
            }

            _slots[slot] = command;
            _words[slot] = FirstWord(name);
        }
    }

    /// <summary>All commands of the server.</summary>
    internal static CommandTable Server { get; } = new(
    [
        .. Connection.ConnectionCommands.All,
        .. Strings.StringCommands.All,
        .. Keys.KeyCommands.All,
        .. PubSub.PubSubCommands.All,
        .. Administration.AdministrationCommands.All,
    ]);

    /// <summary>The commands.</summary>
    internal IReadOnlyList<Command> All { get; }

    /// <summary>Finds a command.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <param name="command">The command.</param>
    internal bool TryFind(ReadOnlySpan<byte> name, [NotNullWhen(true)] out Command? command)
    {
        ulong word = FirstWord(name);
        int slot = SlotOf(word, name.Length);
        while ((command = _slots[slot]) is not null)
        {
            if (_words[slot] == word && IsNameOf(name, command))
            {
                return true;
            }

            slot = (slot + 1) % Slots;
        }

        return false;
    }

    private static ReadOnlySpan<byte> NameIn(Command command) =>
        command.NameBytes.AsSpan(command.NameBytes.AsSpan().IndexOf((byte)'|') + 1);

    // Setting the bit of lower case makes a letter of nothing but letters, so no other character is taken for one.
    private static ulong FirstWord(ReadOnlySpan<byte> name)
    {
        if (name.Length >= 8)
        {
            return Unsafe.ReadUnaligned<ulong>(in name[0]) | LowerCase;
        }

        ulong word = 0;
        for (int i = name.Length - 1; i >= 0; i--)
        {
            word = (word << 8) | name[i];
        }

        return word | LowerCase;
    }

    private static bool IsNameOf(ReadOnlySpan<byte> name, Command command)
    {
        ReadOnlySpan<byte> known = NameIn(command);
        if (name.Length != known.Length)
        {
            return false;
        }

        for (int i = 0; i < name.Length; i++)
        {
            int folded = (uint)((name[i] | 0x20) - 'a') <= 'z' - 'a' ? name[i] | 0x20 : name[i];
            if (folded != known[i])
            {
                return false;
            }
        }

        return true;
    }

    private static int SlotOf(ulong word, int length) => (int)((word + (ulong)length) * 0x9E37_79B9_7F4A_7C15 >> 55);
}
