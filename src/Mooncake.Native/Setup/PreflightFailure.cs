namespace Mooncake.Native;

/// <summary>Why a setup would fail: what does not respond, and what to do about it. Immutable.</summary>
/// <param name="Code">
/// <see cref="StoreErrorCode.MasterUnreachable"/>, <see cref="StoreErrorCode.MetadataServerUnreachable"/> or
/// <see cref="StoreErrorCode.InvalidConfiguration"/>.
/// </param>
/// <param name="Address">The address that was tried, as it was configured but without a password.</param>
/// <param name="Cause">What happened, in a sentence that names the address.</param>
/// <param name="Remedy">What to do about it, in a sentence.</param>
public sealed record PreflightFailure(StoreErrorCode Code, string Address, string Cause, string Remedy);
