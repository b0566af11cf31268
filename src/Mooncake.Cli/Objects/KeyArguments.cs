using System.CommandLine;
using System.CommandLine.Parsing;

namespace Mooncake.Cli.Objects;

/// <summary>Arguments and options that several commands over objects have.</summary>
internal static class KeyArguments
{
    /// <summary>One key.</summary>
    internal static Argument<string> One()
    {
        Argument<string> argument = new("key") { Description = "The key. Put -- before a key that begins with a hyphen." };
        argument.Validators.Add(RefuseEmpty);
        return argument;
    }

    /// <summary>One key or more.</summary>
    internal static Argument<string[]> Many()
    {
        Argument<string[]> argument = new("key")
        {
            Description = "The keys. Put -- before keys that begin with a hyphen.",
            Arity = ArgumentArity.OneOrMore,
        };
        argument.Validators.Add(RefuseEmpty);
        return argument;
    }

    /// <summary>Refuses an empty key, which no engine has.</summary>
    /// <param name="result">A parsed argument.</param>
    internal static void RefuseEmpty(ArgumentResult result)
    {
        if (result.Tokens.Any(token => token.Value.Length == 0))
        {
            result.AddError("A key is not empty.");
        }
    }
}
