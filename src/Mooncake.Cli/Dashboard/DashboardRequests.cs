using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Mooncake.Cli.Monitoring;

namespace Mooncake.Cli.Dashboard;

/// <summary>Answers the requests of the dashboard's page.</summary>
/// <param name="store">The store.</param>
/// <param name="sampler">The figures.</param>
/// <param name="options">Whom to answer.</param>
internal sealed class DashboardRequests(MooncakeStore store, LiveSampler sampler, DashboardOptions options) : IDisposable
{
    // Look-ups of keys and values at a time, and how long a further one waits.
    private const int MostLookUps = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly RequestGuard _guard = new(options);
    private readonly KeyBrowser _browser = new(store);
    private readonly ValuePreview _preview = new(store);
    private readonly SemaphoreSlim _lookUps = new(MostLookUps);

    /// <summary>Answers a request.</summary>
    internal async Task AnswerAsync(HttpContext context)
    {
        AddHeaders(context.Response);
        if (_guard.Refuse(context.Request) is var (status, message))
        {
            context.Response.Headers.Allow = status == StatusCodes.Status405MethodNotAllowed ? "GET" : default;
            await WriteErrorAsync(context, status, message);
            return;
        }

        // The page has no secrets: without the token it can only ask for it.
        if (context.Request.Path == "/")
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.ContentSecurityPolicy = DashboardPage.Policy;
            await context.Response.BodyWriter.WriteAsync(DashboardPage.Bytes, context.RequestAborted);
            return;
        }

        if (!_guard.Admits(context.Request))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await WriteErrorAsync(context, StatusCodes.Status401Unauthorized, "The token is missing or wrong.");
            return;
        }

        await (context.Request.Path.Value switch
        {
            "/api/live" => AnswerLiveAsync(context),
            "/api/keys" => AnswerLookUpAsync(context, ListAsync, DashboardJson.Default.KeyPage),
            "/api/value" => AnswerLookUpAsync(context, ReadAsync, DashboardJson.Default.ValuePage),
            _ => WriteErrorAsync(context, StatusCodes.Status404NotFound, "There is no such page."),
        });
    }

    /// <summary>Frees what limits the look-ups. No request may be in progress.</summary>
    public void Dispose() => _lookUps.Dispose();

    private static void AddHeaders(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    private Task AnswerLiveAsync(HttpContext context) =>
        long.TryParse(context.Request.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out long after)
            || !context.Request.Query.ContainsKey("after")
            ? WriteAsync(context, sampler.After(after), LiveJson.Default.LiveHistory)
            : WriteErrorAsync(context, StatusCodes.Status400BadRequest, "'after' must be the number of an interval.");

    private async Task<StoreResult<KeyPage>?> ListAsync(IQueryCollection query, CancellationToken cancellationToken) =>
        KeyId.TryRead(query["prefix"].ToString(), out byte[] prefix) && KeyId.TryRead(query["from"].ToString(), out byte[] from)
            ? await _browser.ListAsync(prefix, from, cancellationToken)
            : null;

    private async Task<StoreResult<ValuePage>?> ReadAsync(IQueryCollection query, CancellationToken cancellationToken) =>
        KeyId.TryRead(query["key"].ToString(), out byte[] key) && key.Length > 0 ? await _preview.ReadAsync(key, cancellationToken) : null;

    private async Task AnswerLookUpAsync<T>(
        HttpContext context, Func<IQueryCollection, CancellationToken, Task<StoreResult<T>?>> lookUp, JsonTypeInfo<T> type)
    {
        if (!await _lookUps.WaitAsync(Patience, context.RequestAborted))
        {
            await WriteErrorAsync(context, StatusCodes.Status503ServiceUnavailable, "The dashboard is busy. Try again.");
            return;
        }

        try
        {
            StoreResult<T>? result = await lookUp(context.Request.Query, context.RequestAborted);
            await (result switch
            {
                null => WriteErrorAsync(
                    context, StatusCodes.Status400BadRequest, "The address has no valid key, or one of more than 64 KiB."),
                { } found when found.TryGetValue(out T? value, out _) => WriteAsync(context, value, type),
                { Error: { } error } => WriteErrorAsync(context, StatusCodes.Status503ServiceUnavailable, error.Message),
                _ => WriteErrorAsync(
                    context, StatusCodes.Status404NotFound, "There is no object with this key. It may have been evicted."),
            });
        }
        catch (ObjectDisposedException)
        {
            await WriteErrorAsync(context, StatusCodes.Status503ServiceUnavailable, "The store was closed.");
        }
        catch (OperationCanceledException)
        {
            // The browser has gone.
        }
        finally
        {
            _lookUps.Release();
        }
    }

    private static Task WriteErrorAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, new ErrorPage(message), DashboardJson.Default.ErrorPage);
    }

    private static async Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(value, type);
        context.Response.ContentLength = json.Length;
        await context.Response.BodyWriter.WriteAsync(json, context.RequestAborted);
    }
}
