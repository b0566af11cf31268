namespace Mooncake.Backends;

/// <summary>Information about an object, in addition to its size.</summary>
/// <param name="Version">
/// Identifies the object among all objects that its key has had; never 0. An engine may change it without changing the bytes (when it moves
/// an object), but always changes it when the object is replaced, so a conditional write may have to be retried but never overwrites
/// someone else's.
/// </param>
/// <param name="ExpiresAt">
/// When the object expires, in milliseconds since 1970-01-01 UTC; <see cref="ObjectExpiry.Never"/> if it does not.
/// </param>
public readonly record struct ObjectInfo(ulong Version, long ExpiresAt);
