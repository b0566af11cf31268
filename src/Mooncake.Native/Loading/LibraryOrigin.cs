namespace Mooncake.Native;

/// <summary>Why a path was tried in the search for the store library.</summary>
public enum LibraryOrigin
{
    /// <summary>The caller named it; nothing else is tried.</summary>
    Option = 0,

    /// <summary>The environment variable <see cref="StoreLibrary.EnvironmentVariable"/> names it; nothing else is tried.</summary>
    EnvironmentVariable = 1,

    /// <summary>It is next to the application: in <c>runtimes/RID/native</c>, or in the application's own folder.</summary>
    Application = 2,

    /// <summary>The operating system's loader searches for it (on Linux: <c>LD_LIBRARY_PATH</c>, then <c>ldconfig</c>'s folders).</summary>
    SystemLoader = 3,
}
