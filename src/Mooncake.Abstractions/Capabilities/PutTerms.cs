namespace Mooncake.Backends;

/// <summary>The condition and the expiry of a put.</summary>
/// <param name="Condition">The object that must exist.</param>
/// <param name="Version">The version that <see cref="PutCondition.Unchanged"/> requires; 0 with every other condition.</param>
/// <param name="ExpiresAt">
/// When the new object expires, in milliseconds since 1970-01-01 UTC; or <see cref="ObjectExpiry.Never"/>; or
/// <see cref="ObjectExpiry.Keep"/>.
/// </param>
public readonly record struct PutTerms(PutCondition Condition, ulong Version = 0, long ExpiresAt = ObjectExpiry.Never)
{
    /// <summary>True if the condition is defined, has a version exactly if it requires one, and the expiry is valid.</summary>
    public bool IsValid =>
        Condition is >= PutCondition.Absent and <= PutCondition.Unchanged
        && (Version != 0) == (Condition == PutCondition.Unchanged)
        && ExpiresAt >= ObjectExpiry.Keep;
}
