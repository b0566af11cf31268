namespace Mooncake.Server.Protocol;

/// <summary>Where an argument lies in its frame.</summary>
/// <param name="Offset">Bytes from the frame's start.</param>
/// <param name="Length">Its bytes. A NUL follows them.</param>
internal readonly record struct Argument(int Offset, int Length);
