using System.Text;
using LLama.Native;

namespace LlamaDemo;

/// <summary>Prompts that share a long beginning, as the requests to an assistant do.</summary>
internal static class Prompts
{
    private static readonly string[] Questions =
    [
        "Where is my order?", "Can I return a gift?", "Do you ship to Norway?", "How do I change my address?", "What does express cost?",
    ];

    /// <summary>Makes prompts.</summary>
    /// <param name="engine">Divides text into tokens.</param>
    /// <param name="count">The number of prompts.</param>
    /// <param name="sharedTokens">The number of tokens that they share.</param>
    public static LLamaToken[][] Make(Engine engine, int count, int sharedTokens)
    {
        LLamaToken[] shared = SystemPrompt(engine, sharedTokens);
        return [.. Enumerable.Range(0, count).Select(
            i => (LLamaToken[])[.. shared, .. engine.Tokenize($" {Questions[i % Questions.Length]}", isBeginning: false)])];
    }

    private static LLamaToken[] SystemPrompt(Engine engine, int tokens)
    {
        StringBuilder text = new("You answer the customers of a shop. Be brief and polite. These are the rules.");
        for (int rule = 1; ; rule++)
        {
            text.Append($" Rule {rule}: orders over {rule * 7} euros ship in {1 + (rule * 5 % 9)} days to zone {rule * 3 % 11}.");
            if (text.Length >= tokens && engine.Tokenize(text.ToString(), isBeginning: true) is var all && all.Length >= tokens)
            {
                return all[..tokens];
            }
        }
    }
}
