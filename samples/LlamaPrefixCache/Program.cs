// Keeps the state of a running LLM for the beginnings of prompts in a store, and shows what that saves:
//
//   dotnet run -c Release --project samples/LlamaPrefixCache
//   dotnet run -c Release --project samples/LlamaPrefixCache -- --connect durable://./kv    (twice)
//   dotnet run -c Release --project samples/LlamaPrefixCache -- --model llama.gguf --connect mooncake://127.0.0.1:50051 --wait
//
// Without --model it makes a model of 25 million random weights: its answers are noise, its computation and its state are real.

using System.CommandLine;
using LlamaDemo;

Option<FileInfo?> model = new("--model") { Description = "A model in the GGUF format; without it, one of random weights." };
Option<string> connect = new("--connect") { Description = "The store: a connection string.", DefaultValueFactory = _ => "embedded://" };
Option<int> prompts = new("--prompts") { Description = "The number of prompts.", DefaultValueFactory = _ => 3 };
Option<int> tokens = new("--tokens")
{
    Description = "The number of tokens of the system prompt that they share.",
    DefaultValueFactory = _ => 2048,
};
Option<int> block = new("--block") { Description = "The number of tokens in a block.", DefaultValueFactory = _ => 64 };
Option<int> threads = new("--threads") { Description = "Threads that compute; 0 for one per core." };
Option<bool> wait = new("--wait") { Description = "Keep the store open until Enter is pressed, for other processes to read from it." };
foreach (Option<int> positive in new[] { prompts, tokens, block })
{
    positive.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() < 1)
        {
            result.AddError($"{positive.Name} must be at least 1.");
        }
    });
}

RootCommand command = new("Prompt prefixes of a running LLM in a Mooncake store.")
{
    model, connect, prompts, tokens, block, threads, wait,
};
command.SetAction((arguments, cancellation) => Demo.RunAsync(
    new DemoSettings(
        arguments.GetValue(model),
        arguments.GetValue(connect)!,
        arguments.GetValue(prompts),
        arguments.GetValue(tokens),
        arguments.GetValue(block),
        arguments.GetValue(threads),
        arguments.GetValue(wait)),
    cancellation));
return await command.Parse(args).InvokeAsync();
