namespace Mooncake.Server.Protocol;

/// <summary>What a client may send in one frame.</summary>
/// <param name="Arguments">The most arguments.</param>
/// <param name="ArgumentBytes">The most bytes of one argument.</param>
/// <param name="IsAuthenticated">False before the password: the errors then say so.</param>
internal readonly record struct ParseLimits(int Arguments, int ArgumentBytes, bool IsAuthenticated)
{
    /// <summary>The limits before the password, those of Redis.</summary>
    internal static ParseLimits BeforePassword { get; } = new(10, 16_384, IsAuthenticated: false);
}
