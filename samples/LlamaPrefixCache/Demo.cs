using LLama.Exceptions;
using LLama.Native;
using LlamaDemo.Models;
using Mooncake;

namespace LlamaDemo;

/// <summary>Answers prompts that share a long beginning: without a store, with an empty one, and with one that has the beginning.</summary>
internal static class Demo
{
    /// <summary>
    /// How far logits may differ from those computed from scratch, as a part of their range. On a CPU they do not differ at all, because
    /// the engine decodes the same batches after the blocks.
    /// </summary>
    private const double Tolerance = 0.001;

    /// <summary>Room for the questions.</summary>
    private const int QuestionTokens = 200;

    /// <summary>Runs the demonstration.</summary>
    /// <returns>The exit code: 0 if every prompt's beginning came from the store, with equal logits.</returns>
    public static async Task<int> RunAsync(DemoSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Model is { Exists: false })
        {
            await Console.Error.WriteLineAsync($"There is no model at '{settings.Model.FullName}'.");
            return 2;
        }

        string? made = settings.Model is null ? MakeModel(settings.SharedTokens + QuestionTokens) : null;
        try
        {
            using Engine engine = new(
                made ?? settings.Model!.FullName, settings.SharedTokens + QuestionTokens, settings.BlockSize, settings.Threads);
            await using MooncakeStore store = await MooncakeStore.OpenAsync(settings.Connect, cancellationToken);
            int code = await CompareAsync(engine, store, settings, cancellationToken);
            if (settings.Waits)
            {
                Console.WriteLine("The store stays open until Enter is pressed.");
                await Console.In.ReadLineAsync(cancellationToken);
            }

            return code;
        }
        catch (Exception exception) when (exception is StoreException or NotSupportedException or LoadWeightsFailedException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
        finally
        {
            if (made is not null)
            {
                File.Delete(made);
            }
        }
    }

    private static string MakeModel(int contextTokens)
    {
        string path = Path.Combine(Path.GetTempPath(), $"random-weights-{Environment.ProcessId}.gguf");
        RandomModel.Write(path, ModelShape.Sample with { Context = Math.Max(ModelShape.Sample.Context, contextTokens) });
        return path;
    }

    private static async Task<int> CompareAsync(
        Engine engine, MooncakeStore store, DemoSettings settings, CancellationToken cancellationToken)
    {
        LLamaToken[][] prompts = Prompts.Make(engine, settings.Prompts, settings.SharedTokens);
        Console.WriteLine($"Model: {engine.Description}. Store: {settings.Connect}.");
        Console.WriteLine($"{prompts.Length} prompts share {settings.SharedTokens:N0} tokens, in blocks of {settings.BlockSize}.");
        Console.WriteLine();

        FirstToken[] plain = [.. prompts.Select(engine.Compute)];
        (FirstToken fill, CacheUse use) = await engine.ComputeAsync(prompts[0], store, cancellationToken);
        Console.WriteLine(fill.Restored > 0
            ? $"The store had {fill.Restored:N0} tokens of the first prompt already, from another run."
            : $"First fill: {use.StoredBlocks} blocks of {use.BlockBytes / 1024:N0} KiB. The engine copied them in "
                + $"{use.Copying.TotalMilliseconds:N1} ms, and they were stored after {use.Storing.TotalMilliseconds:N1} ms.");
        Console.WriteLine();

        List<PromptFigures> figures = [];
        foreach ((int index, LLamaToken[] prompt) in prompts.Index())
        {
            (FirstToken hit, CacheUse hitUse) = await engine.ComputeAsync(prompt, store, cancellationToken);
            use = hitUse.Problem is null ? use : hitUse;
            figures.Add(new PromptFigures(
                prompt.Length, plain[index], index == 0 && fill.Restored == 0 ? fill : null, hit, hitUse.Restoring));
        }

        Report.PrintTable(figures);
        Report.PrintBars(figures);
        return Judge(figures, settings, use.Problem);
    }

    private static int Judge(List<PromptFigures> figures, DemoSettings settings, string? problem)
    {
        int shared = settings.SharedTokens / settings.BlockSize * settings.BlockSize;
        bool areHits = figures.TrueForAll(prompt => prompt.Hit.Restored >= Math.Min(shared, prompt.Tokens - settings.BlockSize));
        bool areEqual = figures.TrueForAll(static prompt =>
            prompt.Hit.DifferenceFrom(prompt.Plain) <= Tolerance * prompt.Plain.Range && prompt.Hit.Token == prompt.Plain.Token);
        Console.WriteLine(areHits ? "Every prompt's beginning came from the store." : "Not every prompt's beginning came from the store.");
        Console.WriteLine(areEqual
            ? $"The logits equal those without a store, within {Tolerance:P1} of their range, and the first token is the same."
            : $"Logits or first tokens differ from those without a store, by more than {Tolerance:P1} of their range.");
        if (problem is not null)
        {
            Console.Error.WriteLine(problem);
        }

        return areHits && areEqual ? 0 : 1;
    }
}
