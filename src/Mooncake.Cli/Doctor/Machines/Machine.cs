using System.Net.Sockets;
using Mooncake.Native;

namespace Mooncake.Cli.Doctor.Machines;

/// <summary>The machine that the tool runs on.</summary>
/// <param name="time">The clock.</param>
/// <param name="variable">The environment.</param>
internal sealed class Machine(TimeProvider time, Func<string, string?> variable) : IMachine
{
    private const int BodyLimit = 64 << 10;
    private static readonly TimeSpan NetworkLimit = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public TimeProvider Time { get; } = time;

    /// <inheritdoc/>
    public string? Variable(string name) => variable(name);

    /// <inheritdoc/>
    public string? ReadText(string path) => Try(() => File.ReadAllText(path));

    /// <inheritdoc/>
    public IReadOnlyList<string>? List(string folder) =>
        Try(() => Directory.EnumerateFileSystemEntries(folder)
            .Select(entry => Path.GetFileName(entry))
            .Order(StringComparer.Ordinal)
            .ToArray());

    /// <inheritdoc/>
    public long? FreeBytes(string folder) => Try(() => (object)new DriveInfo(NearestFolder(folder)).AvailableFreeSpace) as long?;

    /// <inheritdoc/>
    public string? WriteProblem(string folder)
    {
        string file = Path.Combine(NearestFolder(folder), $".mooncake-doctor-{Guid.NewGuid():N}");
        try
        {
            using FileStream probe = new(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1,
                FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }

    /// <inheritdoc/>
    public bool IsLocked(string file)
    {
        if (!File.Exists(file))
        {
            return false;
        }

        try
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            if (OperatingSystem.IsMacOS())
            {
                // .NET locks no ranges there.
                return false;
            }

            stream.Lock(0, 0);
            stream.Unlock(0, 0);
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            // Not ours to lock; another check says so.
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <inheritdoc/>
    public async Task<Answer> ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        long start = Time.GetTimestamp();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(NetworkLimit);
        try
        {
            using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(host, port, limit.Token).AsTask().WaitAsync(limit.Token);
            return new Answer(null, Time.GetElapsedTime(start));
        }
        catch (SocketException exception)
        {
            return new Answer(exception.Message, Time.GetElapsedTime(start));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Answer($"no connection within {NetworkLimit.TotalSeconds:0} s", Time.GetElapsedTime(start));
        }
    }

    /// <inheritdoc/>
    public async Task<Answer> GetAsync(Uri address, CancellationToken cancellation)
    {
        long start = Time.GetTimestamp();
        try
        {
            // No proxy: what it says would be mistaken for the server's answer.
            using SocketsHttpHandler handler = new() { UseProxy = false, AllowAutoRedirect = false };
            using HttpClient client = new(handler) { Timeout = NetworkLimit, MaxResponseContentBufferSize = BodyLimit };
            using HttpResponseMessage response = await client.GetAsync(address, cancellation);
            string body = await response.Content.ReadAsStringAsync(cancellation);
            return new Answer(null, Time.GetElapsedTime(start), (int)response.StatusCode, body, response.Headers.Date);
        }
        catch (HttpRequestException exception)
        {
            return new Answer(exception.Message, Time.GetElapsedTime(start));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Answer($"no answer within {NetworkLimit.TotalSeconds:0} s", Time.GetElapsedTime(start));
        }
    }

    /// <inheritdoc/>
    public LibraryAnswer LoadLibrary(string? explicitPath)
    {
        // As opening a store does: a library that is loaded without this writes its whole log to standard error.
        NativeLog.SetLevel("ERROR");
        if (StoreLibrary.TryLoad(explicitPath, out StoreLibrary? library, out LibraryLoadFailure? failure))
        {
            return new LibraryAnswer(library.Path);
        }

        return new LibraryAnswer(
            null,
            string.Join("; ", failure.Attempts.Select(attempt => attempt.ToString())),
            failure.Remedy,
            failure.Attempts.FirstOrDefault(attempt => attempt.MissingDependency is not null)?.MissingDependency,
            failure.Attempts.FirstOrDefault(attempt => attempt.MissingFunctions.Count > 0)?.MissingFunctions);
    }

    /// <inheritdoc/>
    public Task<RoundTrip> TryRoundTripAsync(MooncakeStoreOptions options, CancellationToken cancellation) =>
        RoundTrips.RunAsync(options, Time, cancellation);

    /// <summary>The folder itself, or the nearest above it that exists.</summary>
    private static string NearestFolder(string folder)
    {
        string path = Path.GetFullPath(folder);
        while (!Directory.Exists(path) && Path.GetDirectoryName(path) is { } parent)
        {
            path = parent;
        }

        return path;
    }

    private static T? Try<T>(Func<T> look)
        where T : class
    {
        try
        {
            return look();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
