namespace Mooncake.Backends;

/// <summary>What an engine says of an object beside its size.</summary>
/// <param name="Version">
/// Identifies the object among all that its key has had; never 0. An engine may change it without the bytes changing (when it moves an
/// object), but never leaves it when the object is replaced: a write that depends on it may have to be repeated, and never overwrites
/// another's.
/// </param>
/// <param name="ExpiresAt">When the object expires, in milliseconds since 1970-01-01 UTC; <see cref="ObjectExpiry.Never"/> if it does not.</param>
public readonly record struct ObjectInfo(ulong Version, long ExpiresAt);
