namespace ChatSessions;

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
