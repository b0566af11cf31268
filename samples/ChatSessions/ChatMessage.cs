using Mooncake;

namespace ChatSessions;

/// <summary>A message of a conversation.</summary>
/// <param name="Role">Who wrote it.</param>
/// <param name="Text">What was written.</param>
/// <param name="SentAt">When it was sent.</param>
[StoreObject]
public sealed partial record ChatMessage(ChatRole Role, string Text, DateTimeOffset SentAt);
