using Mooncake.Server.Observability;

namespace Mooncake.Server.Commands.Connection;

/// <summary>AUTH [username] password.</summary>
internal static class AuthCommand
{
    // The text of Redis.
    private const string NoPassword =
        "ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?";

    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (call.Count > 3)
        {
            call.SyntaxError();
        }
        else if (call.Count == 2 && call.Server.Password is null)
        {
            call.Reply.Error(NoPassword);
        }
        else if (TryLogIn(call, call.Count == 3 ? call[1] : "default"u8, call[call.Count - 1]))
        {
            call.Reply.Ok();
        }
    }

    /// <summary>Checks a user's name and password.</summary>
    /// <returns>False if they are wrong; then the reply says so.</returns>
    internal static bool TryLogIn(CommandContext call, ReadOnlySpan<byte> user, ReadOnlySpan<byte> password)
    {
        // Without a password, the user is let in with any.
        bool isRight = call.Server.Password?.Accepts(password) ?? true;
        if (user.SequenceEqual("default"u8) && isRight)
        {
            call.Session.IsAuthenticated = true;
            return true;
        }

        ServerLog.WrongPassword(call.Server.Logger, call.Session.Id, call.Session.Address);
        call.Reply.Error("WRONGPASS invalid username-password pair or user is disabled."u8);
        return false;
    }
}
