using System.IO.Pipelines;
using System.Net;
using System.Text.Json;
using Mooncake.Native;

namespace Mooncake.Administration;

/// <summary>
/// The HTTP port of a master. Answers are untrusted: bounded in size and time, without redirects, and parsed strictly. Thread-safe.
/// </summary>
internal sealed class AdminPort : IDisposable
{
    /// <summary>The maximum length of a query in characters; the master's server reads longer ones, proxies may not.</summary>
    internal const int LongestQuery = 6 * 1024;

    /// <summary>The maximum number of keys of a query.</summary>
    internal const int MostKeys = 256;

    private const string KeysPath = "/get_all_keys";
    private const int DefaultPort = 9003;
    private const int LargestAnswer = 16 << 20;

    private readonly HttpClient _client;
    private readonly bool _ownsClient;
    private readonly Uri _address;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    private AdminPort(Uri address, MooncakeStoreOptions options)
    {
        _address = address;
        _timeout = options.OperationTimeout;
        _time = options.TimeProvider;
        _ownsClient = options.Cluster.CreateHttpClient is null;
        _client = options.Cluster.CreateHttpClient?.Invoke() ?? new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.Cluster.ConnectTimeout,

            // A master may move to another address under the same name.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        })
        {
            // The limit below covers the body too.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Creates the access that options describe.</summary>
    /// <returns>The port, or null if the options name none.</returns>
    internal static AdminPort? Of(MooncakeStoreOptions options) =>
        AddressOf(options.Cluster) is { } address ? new AdminPort(address, options) : null;

    /// <summary>The address that options name.</summary>
    /// <returns>The address; null if there is none or it is not valid.</returns>
    internal static Uri? AddressOf(ClusterOptions options)
    {
        string? text = options.AdminAddress;
        if (string.Equals(text, "auto", StringComparison.OrdinalIgnoreCase))
        {
            text = HostAddress.TryParse(options.MasterAddress, out HostAddress master, out _)
                ? new UriBuilder("http", master.Host, DefaultPort).Uri.ToString()
                : null;
        }

        if (text is null)
        {
            return null;
        }

        string address = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}";
        bool isAddress = Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
            && uri.Scheme is "http" or "https" && uri is { PathAndQuery: "/", UserInfo: "", Fragment: "" };
        return isAddress ? uri : null;
    }

    /// <summary>Makes a request.</summary>
    /// <param name="operation">The operation, for errors.</param>
    /// <param name="path">Path and query.</param>
    /// <param name="read">
    /// Parses the body; throws <see cref="FormatException"/> or <see cref="JsonException"/> for one that is not valid.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="StoreCanceledException">The caller cancelled.</exception>
    internal async ValueTask<StoreResult<T>> GetAsync<T>(
        StoreOperation operation, string path, Func<ReadOnlyMemory<byte>, T> read, CancellationToken cancellationToken)
    {
        return await RunAsync(operation, ReadAsync, cancellationToken).ConfigureAwait(false);

        async Task<StoreResult<T>> ReadAsync(CancellationToken limited)
        {
            using HttpResponseMessage response = await SendAsync(path, limited).ConfigureAwait(false);
            if (!IsAnswer(response.StatusCode, path))
            {
                return StoreResult<T>.Failed(AdminErrors.Refused(operation, _address, (int)response.StatusCode));
            }

            await response.Content.LoadIntoBufferAsync(LargestAnswer, limited).ConfigureAwait(false);
            return StoreResult<T>.Found(read(await response.Content.ReadAsByteArrayAsync(limited).ConfigureAwait(false)));
        }
    }

    /// <summary>Starts to list all keys.</summary>
    /// <param name="operation">The operation, for errors.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The keys, which the caller disposes; or an error.</returns>
    /// <exception cref="StoreCanceledException">The caller cancelled.</exception>
    internal ValueTask<StoreResult<KeyStream>> ListKeysAsync(StoreOperation operation, CancellationToken cancellationToken)
    {
        return RunAsync(operation, OpenAsync, cancellationToken);

        async Task<StoreResult<KeyStream>> OpenAsync(CancellationToken limited)
        {
            HttpResponseMessage response = await SendAsync(KeysPath, limited).ConfigureAwait(false);
            if (IsAnswer(response.StatusCode, KeysPath))
            {
                Stream body = await response.Content.ReadAsStreamAsync(limited).ConfigureAwait(false);
                return StoreResult<KeyStream>.Found(new KeyStream(response, PipeReader.Create(body)));
            }

            response.Dispose();
            return StoreResult<KeyStream>.Failed(AdminErrors.Refused(operation, _address, (int)response.StatusCode));
        }
    }

    /// <summary>Communicates with the master within the time limit, and converts what goes wrong to errors.</summary>
    /// <param name="operation">The operation, for errors.</param>
    /// <param name="communicate">Sends or receives; see <see cref="GetAsync"/> for what it may throw.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="StoreCanceledException">The caller cancelled.</exception>
    internal async ValueTask<StoreResult<T>> RunAsync<T>(
        StoreOperation operation, Func<CancellationToken, Task<StoreResult<T>>> communicate, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(_timeout, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await communicate(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new StoreCanceledException(operation, WriteOutcome.NotAWrite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return StoreResult<T>.Failed(AdminErrors.TimedOut(operation, _address, _timeout));
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return StoreResult<T>.Failed(AdminErrors.Unreadable(operation, _address, $"it is larger than {LargestAnswer} bytes.", exception));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return StoreResult<T>.Failed(AdminErrors.Unreachable(operation, _address, exception));
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return StoreResult<T>.Failed(AdminErrors.Unreadable(operation, _address, exception.Message, exception));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsClient)
        {
            _client.Dispose();
        }
    }

    private Task<HttpResponseMessage> SendAsync(string path, CancellationToken cancellationToken) =>
        _client.GetAsync(new Uri(_address, path), HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    // A master that does not serve says so with a status of its own, and describes its state all the same.
    private static bool IsAnswer(HttpStatusCode status, string path) =>
        status == HttpStatusCode.OK || (status == HttpStatusCode.ServiceUnavailable && path == "/health");
}
