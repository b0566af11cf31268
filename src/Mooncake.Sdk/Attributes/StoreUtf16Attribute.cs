namespace Mooncake;

/// <summary>
/// Writes the strings of a member, or of all members of a type, in UTF-16 instead of UTF-8. Reading accepts both. UTF-16 preserves lone
/// surrogates, and is faster and larger.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class StoreUtf16Attribute : Attribute;
