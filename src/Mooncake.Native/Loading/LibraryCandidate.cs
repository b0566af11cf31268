namespace Mooncake.Native;

/// <summary>A place where the store library may be.</summary>
/// <param name="Path">What the loader is given: a full path, or a bare file name that it searches for itself.</param>
/// <param name="Origin">Why it is tried.</param>
internal readonly record struct LibraryCandidate(string Path, LibraryOrigin Origin);
