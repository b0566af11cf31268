using Mooncake;

namespace ChatSessions;

/// <summary>A conversation with a model.</summary>
/// <param name="User">Who talks.</param>
/// <param name="Id">The conversation.</param>
/// <param name="Messages">The messages, oldest first.</param>
/// <param name="Settings">The settings of the model.</param>
[StoreKey("chat/{User}/{Id:N}")]
public sealed partial record ChatSession(string User, Guid Id, List<ChatMessage> Messages, Dictionary<string, string> Settings);
