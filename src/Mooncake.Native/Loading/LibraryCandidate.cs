namespace Mooncake.Native;

/// <summary>A place where the store library may be.</summary>
/// <param name="Path">The argument of the loader: a full path, or a bare file name that the loader searches for.</param>
/// <param name="Origin">Why it is tried.</param>
internal readonly record struct LibraryCandidate(string Path, LibraryOrigin Origin);
