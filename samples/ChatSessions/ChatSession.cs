using Mooncake;

namespace ChatSessions;

/// <summary>A conversation with a model.</summary>
/// <param name="User">Who talks.</param>
/// <param name="Id">The conversation.</param>
/// <param name="Messages">The messages, oldest first.</param>
/// <param name="Settings">The settings of the model.</param>
[StoreKey("chat/{User}/{Id:N}")]
public sealed partial record ChatSession(string User, Guid Id, List<ChatMessage> Messages, Dictionary<string, string> Settings);

/// <summary>A message of a conversation.</summary>
/// <param name="Role">Who wrote it.</param>
/// <param name="Text">What was written.</param>
/// <param name="SentAt">When it was sent.</param>
[StoreObject]
public sealed partial record ChatMessage(ChatRole Role, string Text, DateTimeOffset SentAt);

/// <summary>Who wrote a message.</summary>
public enum ChatRole
{
    /// <summary>The instructions to the model.</summary>
    System,

    /// <summary>The user.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,
}
