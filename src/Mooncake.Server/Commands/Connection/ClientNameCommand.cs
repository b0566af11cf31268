using System.Text;

namespace Mooncake.Server.Commands.Connection;

/// <summary>CLIENT SETNAME, GETNAME and SETINFO: what a client says about itself.</summary>
internal static class ClientNameCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void RunSet(CommandContext call)
    {
        if (TrySet(call, 2))
        {
            call.Reply.Ok();
        }
    }

    /// <summary>Carries CLIENT GETNAME out.</summary>
    internal static void RunGet(CommandContext call)
    {
        if (call.Session.Name.Length == 0)
        {
            call.Reply.Null();
        }
        else
        {
            call.Reply.Bulk(call.Session.Name);
        }
    }

    /// <summary>Carries CLIENT SETINFO out.</summary>
    internal static void RunSetInfo(CommandContext call)
    {
        bool isName = call.Is(2, "lib-name"u8);
        if (!isName && !call.Is(2, "lib-ver"u8))
        {
            call.Reply.Error($"ERR Unrecognized option '{Encoding.Latin1.GetString(call[2])}'");
        }
        else if (!IsPrintable(call[3]))
        {
            call.Reply.Error($"ERR {(isName ? "lib-name" : "lib-ver")} cannot contain spaces, newlines or special characters.");
        }
        else
        {
            string value = Encoding.ASCII.GetString(call[3]);
            call.Session.LibraryName = isName ? value : call.Session.LibraryName;
            call.Session.LibraryVersion = isName ? call.Session.LibraryVersion : value;
            call.Reply.Ok();
        }
    }

    /// <summary>Takes an argument as the client's name; an empty one takes the name away.</summary>
    /// <returns>False if it cannot be one; then the reply says so.</returns>
    internal static bool TrySet(CommandContext call, int index)
    {
        if (!IsPrintable(call[index]))
        {
            call.Reply.Error("ERR Client names cannot contain spaces, newlines or special characters."u8);
            return false;
        }

        call.Session.Name = Encoding.ASCII.GetString(call[index]);
        return true;
    }

    private static bool IsPrintable(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'!', (byte)'~');
}
