// Conversations, embeddings and KV-cache blocks as typed records.
//
//   dotnet run                                    in this process
//   dotnet run -- mooncake://master:50051         on a cluster
using ChatSessions;
using Mooncake;

await using MooncakeStore store = await MooncakeStore.OpenAsync(args.Length > 0 ? args[0] : "embedded://?segment=64MiB");

// A conversation: nested messages, a dictionary. Objects are immutable; a change replaces the object.
Guid id = Guid.NewGuid();
ChatSession session = new(
    "ada",
    id,
    [new ChatMessage(ChatRole.System, "You answer in one sentence.", DateTimeOffset.UtcNow)],
    new Dictionary<string, string> { ["model"] = "llama-70b", ["temperature"] = "0.2" });
(await store.ChatSessions.PutAsync(session)).ThrowIfFailed();

session.Messages.Add(new ChatMessage(ChatRole.User, "What is a KV-cache?", DateTimeOffset.UtcNow));
session.Messages.Add(new ChatMessage(ChatRole.Assistant, "It keeps what attention computed for earlier tokens.", DateTimeOffset.UtcNow));
(await store.ChatSessions.ReplaceAsync(session)).ThrowIfFailed();

StoreResult<ChatSession> read = await store.ChatSessions.GetAsync("ada", id);
foreach (ChatMessage message in read.GetValueOrThrow().Messages)
{
    Console.WriteLine($"{message.Role}: {message.Text}");
}

// Embeddings, created once for each text. Concurrent callers share the call.
ulong hash = TextHash.Of(session.Messages[1].Text);
for (int i = 0; i < 2; i++)
{
    StoreResult<MessageEmbedding> embedding = await store.MessageEmbeddings.GetOrCreateAsync(
        "mini-embed",
        hash,
        static (key, _) =>
        {
            Console.WriteLine("The model computes an embedding.");
            return new ValueTask<MessageEmbedding>(new MessageEmbedding(key.Model, key.TextHash, FakeModel.Embed(key.TextHash)));
        });
    Console.WriteLine($"The embedding has {embedding.GetValueOrThrow().Vector.Length} dimensions.");
}

// Blocks of 256 KiB: one batch stores them, one batch finds out how many of them are still there.
KvBlock[] blocks = [.. Enumerable.Range(0, 16).Select(block => new KvBlock("llama-70b", id, block, FakeModel.Attend(block)))];
(await store.KvBlocks.PutManyAsync(blocks)).ThrowIfFailed();

KvBlockKey[] keys = [.. Enumerable.Range(0, 20).Select(block => new KvBlockKey("llama-70b", id, block))];
StoreBatch<KvBlock> found = await store.KvBlocks.GetManyAsync(keys);
Console.WriteLine($"{found.FoundCount} of {keys.Length} blocks need not be computed again.");

// A lease reads a block without a copy.
StoreResult<StoreLease<KvBlock>> leased = await store.KvBlocks.GetLeaseAsync("llama-70b", id, 3);
if (leased.TryGetValue(out StoreLease<KvBlock>? lease))
{
    using (lease)
    {
        Console.WriteLine($"Block 3 has {lease.Value.Payload.Length} bytes and begins with {lease.Value.Payload.Span[0]}.");
    }
}

// The end of a conversation. The reads have granted leases, which protect blocks from removal.
StoreResult<StoreRemoval> removed = await store.KvBlocks.RemoveByPrefixAsync("llama-70b", id, RemoveOptions.Forced);
Console.WriteLine($"{removed.GetValueOrThrow().Removed} blocks were removed.");
