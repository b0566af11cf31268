namespace LlamaDemo;

/// <summary>Prints the table and the bars.</summary>
internal static class Report
{
    private const int BarWidth = 60;

    /// <summary>Prints a line for each prompt.</summary>
    public static void PrintTable(IReadOnlyList<PromptFigures> figures)
    {
        Console.WriteLine("Time to the first token, in milliseconds:");
        Console.WriteLine();
        Console.WriteLine("prompt   without store   first fill   hit (restoring)    faster   from the store       logits differ by");
        foreach ((int index, PromptFigures prompt) in figures.Index())
        {
            string fill = prompt.Fill is { } first ? $"{first.Time.TotalMilliseconds:N0}" : "-";
            string hit = $"{prompt.Hit.Time.TotalMilliseconds:N0} ({prompt.Restoring.TotalMilliseconds:N1})";
            string difference = $"{prompt.Hit.DifferenceFrom(prompt.Plain):0.0000} of {prompt.Plain.Range:0.0}";
            Console.WriteLine(
                $"{index + 1,6}   {prompt.Plain.Time.TotalMilliseconds,13:N0}   {fill,10}   {hit,15}"
                + $"   {prompt.Speedup,5:N1} x   {prompt.Hit.Restored,6:N0} of {prompt.Tokens,5:N0}   {difference,20}");
        }

        Console.WriteLine();
    }

    /// <summary>Prints one bar for each way, of the median over the prompts.</summary>
    public static void PrintBars(IReadOnlyList<PromptFigures> figures)
    {
        TimeSpan[] fills = [.. figures.Where(static prompt => prompt.Fill is not null).Select(static prompt => prompt.Fill!.Time)];
        (string Name, double Milliseconds)[] bars =
        [
            ("without store", Median(figures.Select(static prompt => prompt.Plain.Time))),
            .. fills.Length > 0 ? [("first fill", Median(fills))] : Array.Empty<(string, double)>(),
            ("hit", Median(figures.Select(static prompt => prompt.Hit.Time))),
        ];
        double longest = bars.Max(static bar => bar.Milliseconds);
        foreach ((string name, double milliseconds) in bars)
        {
            string bar = new('#', Math.Max(1, (int)Math.Round(BarWidth * milliseconds / longest)));
            Console.WriteLine($"{name,13}  {bar} {milliseconds:N0} ms");
        }

        Console.WriteLine();
    }

    private static double Median(IEnumerable<TimeSpan> times)
    {
        double[] sorted = [.. times.Select(static time => time.TotalMilliseconds).Order()];
        return sorted[sorted.Length / 2];
    }
}
