using Mooncake;

namespace ChatSessions;

/// <summary>The embedding of a text: texts of similar meaning have similar vectors.</summary>
/// <param name="Model">The model that made it.</param>
/// <param name="TextHash">A hash of the text.</param>
/// <param name="Vector">The vector.</param>
[StoreKey("embedding/{Model}/{TextHash:x16}")]
public sealed partial record MessageEmbedding(string Model, ulong TextHash, float[] Vector);
