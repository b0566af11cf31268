namespace Mooncake.Cli.Doctor.Machines;

/// <summary>The machine as the checks see it. Nothing throws: what cannot be seen is null or says why.</summary>
internal interface IMachine
{
    /// <summary>The clock.</summary>
    TimeProvider Time { get; }

    /// <summary>The value of an environment variable, or null.</summary>
    string? Variable(string name);

    /// <summary>The text of a small file, or null if it cannot be read.</summary>
    string? ReadText(string path);

    /// <summary>The names of the entries of a folder, or null if it cannot be listed.</summary>
    IReadOnlyList<string>? List(string folder);

    /// <summary>Free bytes of the file system that a folder is on, or null if that is not known. The folder may not exist.</summary>
    long? FreeBytes(string folder);

    /// <summary>Why no file can be created in a folder, or null if one can. Of a folder that does not exist: in the nearest that
    /// does.</summary>
    string? WriteProblem(string folder);

    /// <summary>Whether another process has locked a file, as RocksDB does; false if the file does not exist.</summary>
    bool IsLocked(string file);

    /// <summary>Connects to a port and disconnects.</summary>
    Task<Answer> ConnectAsync(string host, int port, CancellationToken cancellation);

    /// <summary>Requests a page.</summary>
    Task<Answer> GetAsync(Uri address, CancellationToken cancellation);

    /// <summary>Loads the native library of Mooncake, as opening a store does.</summary>
    LibraryAnswer LoadLibrary(string? explicitPath);

    /// <summary>Opens a store, puts, reads and removes an object, and closes the store.</summary>
    Task<RoundTrip> TryRoundTripAsync(MooncakeStoreOptions options, CancellationToken cancellation);
}
