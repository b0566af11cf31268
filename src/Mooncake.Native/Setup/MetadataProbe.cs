namespace Mooncake.Native;

/// <summary>Checks whether an HTTP metadata server responds; any response counts.</summary>
internal static class MetadataProbe
{
    /// <summary>Parses the address.</summary>
    /// <param name="text">The metadata server as configured.</param>
    /// <param name="metadata">The URI to query, or null if the server does not use HTTP.</param>
    /// <returns>Null, or what is wrong with the address.</returns>
    internal static PreflightFailure? Prepare(string text, out Uri? metadata)
    {
        metadata = null;
        bool isHttp = text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (!isHttp || Uri.TryCreate(text, UriKind.Absolute, out metadata))
        {
            return null;
        }

        return new PreflightFailure(
            StoreErrorCode.InvalidConfiguration,
            text,
            $"The metadata server's address '{text}' is not a valid HTTP address.",
            "Write it as http://host:port/metadata, or use P2PHANDSHAKE, which needs no server.");
    }

    /// <summary>Requests a key that does not exist.</summary>
    /// <param name="metadata">The metadata server.</param>
    /// <param name="limit">The time limit, for the failure's text.</param>
    /// <param name="stop">Fires at the time limit, and with <paramref name="callersToken"/>.</param>
    /// <param name="callersToken">The caller's own token.</param>
    /// <returns>Null, or why there was no response.</returns>
    internal static async Task<PreflightFailure?> RunAsync(
        Uri metadata, string limit, CancellationToken stop, CancellationToken callersToken)
    {
        // Without user name and password, which have no place in an error's text.
        string text = metadata.GetComponents(UriComponents.SchemeAndServer | UriComponents.PathAndQuery, UriFormat.UriEscaped);
        try
        {
            // No proxy: its "bad gateway" would be mistaken for the server's response. No redirects: a redirect is a response too.
            using SocketsHttpHandler handler = new() { UseProxy = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null };
            using HttpClient client = new(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
            using HttpRequestMessage request = new(HttpMethod.Get, WithKey(metadata));
            using HttpResponseMessage response = await client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop)
                .WaitAsync(stop)
                .ConfigureAwait(false);
            return null;
        }
        catch (HttpRequestException exception)
        {
            return Unreachable(text, $"The metadata server at {text} does not respond: {exception.Message}.");
        }
        catch (OperationCanceledException) when (!callersToken.IsCancellationRequested)
        {
            return Unreachable(text, $"The metadata server at {text} did not respond {limit}.");
        }
    }

    private static Uri WithKey(Uri metadata)
    {
        UriBuilder builder = new(metadata);
        string separator = builder.Query.Length > 1 ? "&" : "";
        builder.Query = builder.Query + separator + "key=mooncake-sdk%2Fpreflight";
        return builder.Uri;
    }

    private static PreflightFailure Unreachable(string text, string cause) => new(
        StoreErrorCode.MetadataServerUnreachable,
        text,
        cause,
        "Start the metadata server there (mooncake_master --enable_http_metadata_server=1 includes one), or correct the address; preflight=off skips this check.");
}
