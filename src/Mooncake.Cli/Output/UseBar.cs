namespace Mooncake.Cli.Output;

/// <summary>A bar that shows how much of something is in use.</summary>
internal static class UseBar
{
    private const int Width = 20;

    /// <summary>The bar, followed by the share in percent. On plain text, the share alone.</summary>
    /// <param name="used">What is in use.</param>
    /// <param name="total">The whole; 0 or less if there is no limit, which gives an empty text.</param>
    /// <param name="isTerminal">Whether a person sees the bar.</param>
    internal static string Of(long used, long total, bool isTerminal)
    {
        if (total <= 0)
        {
            return "";
        }

        // Anything in use shows, and only a full store looks full.
        double share = Math.Clamp((double)used / total, 0, 1);
        int filled = (int)(share * Width);
        filled = filled == 0 && used > 0 ? 1 : filled;
        string percent = Units.Percent(used, total);
        return isTerminal ? $"{new string('█', filled)}{new string('░', Width - filled)} {percent}" : percent;
    }
}
