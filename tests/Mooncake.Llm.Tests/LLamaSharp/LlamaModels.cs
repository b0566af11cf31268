using System.Collections.Concurrent;
using LLama;
using LLama.Common;
using LLama.Native;
using LlamaDemo.Models;

namespace Mooncake.Llm.LLamaSharp.Tests;

/// <summary>
/// Small models of random weights, made once for all tests. Without llama.cpp's library, tests that ask for one are skipped.
/// </summary>
public sealed class LlamaModels : IDisposable
{
    private static readonly NativeLogConfig.LLamaLogCallback Quiet = static (_, _) => { };

    private readonly string _folder = Directory.CreateTempSubdirectory("mooncake-llama-").FullName;
    private readonly ConcurrentDictionary<string, Lazy<LLamaWeights>> _weights = new(StringComparer.Ordinal);

    private static Lazy<string?> LoadingError { get; } = new(static () =>
    {
        try
        {
            NativeLogConfig.llama_log_set(Quiet);
            NativeApi.llama_empty_call();
            return null;
        }
        catch (Exception exception) when (exception is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException)
        {
            return $"llama.cpp's library cannot be loaded: {exception.GetBaseException().Message}";
        }
    });

    /// <summary>The sizes of the models.</summary>
    internal static ModelShape Shape { get; } = new(Layers: 2, Width: 128, Heads: 4, KeyHeads: 2, Hidden: 192, Context: 1024);

    /// <summary>The file of a model of the llama architecture.</summary>
    internal string PathOf(ulong seed)
    {
        SkipWithoutLibrary();
        string path = Path.Combine(_folder, $"llama-{seed}.gguf");
        lock (_folder)
        {
            if (!File.Exists(path))
            {
                RandomModel.Write(path, Shape, seed);
            }
        }

        return path;
    }

    /// <summary>The file of a model of another architecture.</summary>
    internal string PathOf(string architecture)
    {
        SkipWithoutLibrary();
        string path = Path.Combine(_folder, $"{architecture}.gguf");
        lock (_folder)
        {
            if (!File.Exists(path))
            {
                OtherArchitectures.Write(path, architecture);
            }
        }

        return path;
    }

    /// <summary>The parameters of contexts that a cache supports.</summary>
    internal static ModelParams ParametersOf(string path) => new(path)
    {
        ContextSize = 512,
        BatchSize = 128,
        UBatchSize = 128,
        GpuLayerCount = 0,
        Threads = 1,
        BatchThreads = 1,
        SeqMax = 3,
        KVUnified = true,
    };

    /// <summary>The weights of a model, loaded once.</summary>
    internal LLamaWeights WeightsOf(ModelParams parameters) => _weights.GetOrAdd(
        parameters.ModelPath, static (_, wanted) => new Lazy<LLamaWeights>(() => LLamaWeights.LoadFromFile(wanted)), parameters).Value;

    /// <summary>Frees the models and deletes their files.</summary>
    public void Dispose()
    {
        foreach (Lazy<LLamaWeights> weights in _weights.Values)
        {
            weights.Value.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static void SkipWithoutLibrary()
    {
        if (LoadingError.Value is { } reason)
        {
            Assert.Skip(reason);
        }
    }
}
