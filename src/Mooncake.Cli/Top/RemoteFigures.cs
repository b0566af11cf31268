using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Mooncake.Cli.Monitoring;

namespace Mooncake.Cli.Top;

/// <summary>The figures of a program that runs elsewhere: it is asked by the dashboard's address. One call at a time.</summary>
internal sealed class RemoteFigures : IFiguresSource, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _client;
    private readonly TimeProvider _clock;
    private string? _runId;
    private long _last;

    /// <summary>Prepares for asking.</summary>
    /// <param name="address">The dashboard's address.</param>
    /// <param name="token">Its token, or null.</param>
    /// <param name="clock">The clock.</param>
    internal RemoteFigures(Uri address, string? token, TimeProvider clock)
    {
        _client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5) };
        _client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        _clock = clock;
    }

    /// <inheritdoc/>
    public string Engine { get; private set; } = "";

    /// <inheritdoc/>
    public async Task<LiveFigures> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                LiveHistory history = await AskAsync(cancellationToken);
                Engine = history.Engine;
                _last = history.RunId == _runId ? _last : 0;
                _runId = history.RunId;
                if (history.Figures.LastOrDefault(figures => figures.Sequence > _last) is { } newest)
                {
                    _last = newest.Sequence;
                    return newest;
                }

                await Task.Delay(Pause, _clock, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new LiveFigures { Sequence = _last, Time = _clock.GetUtcNow(), Seconds = 0, Error = Explain(exception) };
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<LiveHistory> AskAsync(CancellationToken cancellationToken) =>
        await _client.GetFromJsonAsync("/api/live", LiveJson.Default.LiveHistory, cancellationToken)
            ?? throw new JsonException("The answer is empty.");

    private string Explain(Exception exception) => exception switch
    {
        HttpRequestException { StatusCode: HttpStatusCode.Unauthorized } => "The token is missing or wrong. Give --token.",
        HttpRequestException { StatusCode: { } status } =>
            $"{_client.BaseAddress} answers with status {(int)status}. Is it a dashboard of 'mooncake serve'?",
        JsonException => $"{_client.BaseAddress} gives no figures. Is it a dashboard of 'mooncake serve'?",
        _ => $"{_client.BaseAddress} does not respond: {exception.Message}",
    };
}
