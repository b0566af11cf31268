namespace Mooncake;

/// <summary>
/// Writes strings in UTF-16 instead of UTF-8: those of a member, or of all members of a type. Reading takes either form. It keeps
/// lone surrogates, and is faster and larger.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class StoreUtf16Attribute : Attribute;
