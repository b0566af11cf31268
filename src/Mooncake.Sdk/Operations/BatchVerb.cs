namespace Mooncake.Operations;

/// <summary>Which batch call of the ABI is made.</summary>
internal enum BatchVerb
{
    /// <summary><c>batch_get_into</c>; answers in <see cref="BatchArguments.Answers"/>.</summary>
    Get = 0,

    /// <summary><c>batch_put_from</c>; answers in <see cref="BatchArguments.ShortAnswers"/>.</summary>
    Put = 1,

    /// <summary><c>batch_is_exist</c>; answers in <see cref="BatchArguments.ShortAnswers"/>.</summary>
    Exists = 2,
}
