using System.Runtime.CompilerServices;
using Mooncake.Server.Protocol;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.Commands;

/// <summary>
/// What a command works with: its arguments, its reply, the engine, and the connection that sent it. One for each thread.
/// </summary>
internal sealed unsafe partial class CommandContext(ServerState server, ReplyWriter reply) : IDisposable
{
    private const int NotFound = (int)StoreErrorCode.ObjectNotFound;

    private byte* _frame;
    private Argument[] _arguments = [];

    /// <summary>What the server's connections share.</summary>
    internal ServerState Server => server;

    /// <summary>The engine.</summary>
    internal EngineAccess Engine { get; } = server.Engine;

    /// <summary>Where the reply goes.</summary>
    internal ReplyWriter Reply => reply;

    /// <summary>The connection that sent the command.</summary>
    internal RespSession Session { get; private set; } = null!;

    /// <summary>The command.</summary>
    internal Command Command { get; set; } = null!;

    /// <summary>Looks ahead for keys; null if commands do not call the engine on the connection's thread.</summary>
    internal KeyLookahead? Lookahead { get; } =
        server.Engine is { IsDirect: true, Reader: { } reader } ? new KeyLookahead(reader) : null;

    /// <summary>The number of arguments, the command's name included.</summary>
    internal int Count { get; private set; }

    /// <summary>Memory for an object that a command reads and changes; contents are undefined between commands.</summary>
    internal NativeBuffer Scratch { get; } = new();

    /// <summary>An argument's bytes, valid while the command runs.</summary>
    internal ReadOnlySpan<byte> this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Argument argument = _arguments[index];
            return new ReadOnlySpan<byte>(_frame + argument.Offset, argument.Length);
        }
    }

    /// <summary>Milliseconds since 1970, by the store's clock.</summary>
    internal long Now => server.NowMilliseconds;

    /// <summary>Points to a command's frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Begin(RespSession session, byte* frame, Argument[] arguments, int count)
    {
        Session = session;
        _frame = frame;
        _arguments = arguments;
        Count = count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Scratch.Dispose();
        reply.Dispose();
    }

    /// <summary>True if an argument is a word, whatever the case.</summary>
    /// <param name="index">Which.</param>
    /// <param name="word">The word in lower case.</param>
    internal bool Is(int index, ReadOnlySpan<byte> word)
    {
        ReadOnlySpan<byte> argument = this[index];
        return argument.Length == word.Length && System.Text.Ascii.EqualsIgnoreCase(argument, word);
    }

    /// <summary>Where an argument's bytes are.</summary>
    internal byte* Address(int index, out int length)
    {
        Argument argument = _arguments[index];
        length = argument.Length;
        return _frame + argument.Offset;
    }

    /// <summary>Takes an argument as a key.</summary>
    /// <param name="index">Which.</param>
    /// <param name="key">The key, with a NUL behind it.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <returns>False if the store cannot hold such a key; then the reply says so.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryKey(int index, out byte* key, out int length)
    {
        key = Address(index, out length);
        if ((uint)(length - 1) < (uint)Engine.MaxKeyBytes)
        {
            return true;
        }

        RefuseKey(length);
        return false;
    }

    /// <summary>Takes an argument as an integer.</summary>
    /// <returns>False if it is none; then the reply says so.</returns>
    internal bool TryInteger(int index, out long value)
    {
        if (RespNumber.TryParse(this[index], out value))
        {
            return true;
        }

        Reply.Error("ERR value is not an integer or out of range"u8);
        return false;
    }

    /// <summary>Replies that the arguments are not the command's.</summary>
    internal void SyntaxError() => Reply.Error("ERR syntax error"u8);

    /// <summary>Replies that there are too many or too few arguments.</summary>
    internal void WrongArity() => Reply.Error($"ERR wrong number of arguments for '{Command.Name}' command");

    /// <summary>Replies that a subcommand's arguments are not its own.</summary>
    internal void SubcommandSyntaxError()
    {
        int bar = Command.Name.IndexOf('|', StringComparison.Ordinal);
        string name = System.Text.Encoding.Latin1.GetString(this[1]);
        string parent = Command.Name[..bar].ToUpperInvariant();
        Reply.Error($"ERR unknown subcommand or wrong number of arguments for '{name}'. Try {parent} HELP.");
    }

    private void RefuseKey(int length) => Reply.Error(length == 0
        ? "ERR the store cannot hold an object under an empty key"
        : $"ERR the key has {length} bytes; the store's limit is {Engine.MaxKeyBytes} bytes (MaxKeyBytes)");
}
