namespace Mooncake.Durable;

/// <summary>An object that a verification has found damaged.</summary>
/// <param name="Key">Its key; bytes that are not UTF-8 are replaced.</param>
/// <param name="Code">
/// <see cref="StoreErrorCode.ChecksumMismatch"/>: its bytes or its metadata on disk are damaged or lost, and reads fail. <see
/// cref="StoreErrorCode.IntegrityMismatch"/>: the disk holds what was stored, but its trailer is not that of these bytes under this key,
/// and typed reads fail. Raw copies of typed objects under other keys are reported so, too. Another code: it could not be read.
/// </param>
public readonly record struct DamagedObject(string Key, StoreErrorCode Code);
